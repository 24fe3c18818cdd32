package dev.cascade.streams.personal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.Order;
import java.io.IOException;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class PersonalJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whatTheContractMarksIsMaskedAtAnyDepth() throws IOException {
    assertThat(
            masked(
                Order.getClassSchema(),
                """
                {"id":"o-1","state":"CANCELLED",
                 "reasons":[{"source":"customer","code":"CANCELLED","detail":"I moved"}],
                 "cancellation":{"reason":"I moved","requestedAt":"2026-01-31T12:00:00Z"}}\
                """))
        .isEqualTo(
            JSON.readTree(
                """
                {"id":"o-1","state":"CANCELLED",
                 "reasons":[{"source":"customer","code":"CANCELLED","detail":"***"}],
                 "cancellation":{"reason":"***","requestedAt":"2026-01-31T12:00:00Z"}}\
                """));
  }

  @Test
  void whatIsNotThereStaysAway() throws IOException {
    String nothing = "{\"orderId\":\"o-1\",\"detail\":null}";

    assertThat(masked(EmailSent.getClassSchema(), nothing)).isEqualTo(JSON.readTree(nothing));
  }

  @Test
  void whatTheContractDoesNotKnowIsLeftAsItIs() throws IOException {
    String other = "{\"reasons\":\"none\",\"price\":18.2,\"lines\":[{\"detail\":7}]}";

    assertThat(masked(Order.getClassSchema(), other)).isEqualTo(JSON.readTree(other));
  }

  private static JsonNode masked(Schema contract, String json) throws IOException {
    JsonNode read = JSON.readTree(json);
    PersonalJson.mask(contract, read);
    return read;
  }
}
