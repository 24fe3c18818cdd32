package dev.cascade.local.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AvroToJsonTest {

  @Test
  void whatIsAboutAPersonIsMasked() {
    Customer customer =
        Customer.newBuilder()
            .setId("8")
            .setName("八郎 山田")
            .setEmail("8@example.org")
            .setLevel(CustomerLevel.PLATINUM)
            .build();

    assertThat(AvroToJson.of(Customer.getClassSchema(), customer).toString())
        .isEqualTo("{\"id\":\"8\",\"name\":\"***\",\"email\":\"***\",\"level\":\"PLATINUM\"}");
  }

  @Test
  void aUnionShowsItsValueWithoutTheTypesName() {
    Schema optional =
        Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));

    assertThat(AvroToJson.of(optional, "text").toString()).isEqualTo("\"text\"");
  }

  @Test
  void aTimestampReadsAsATime() {
    Schema millis = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    Instant time = Instant.parse("2026-01-02T03:04:05.006Z");

    assertThat(AvroToJson.of(millis, time.toEpochMilli()).asText())
        .isEqualTo("2026-01-02T03:04:05.006Z");
  }

  @Test
  void collectionsAndNothingAreShown() {
    Schema texts = Schema.createArray(Schema.create(Schema.Type.STRING));
    Schema numbers = Schema.createMap(Schema.create(Schema.Type.INT));

    assertThat(AvroToJson.of(texts, List.of("a", "b")).toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(AvroToJson.of(numbers, Map.of("one", 1)).toString()).isEqualTo("{\"one\":1}");
    assertThat(AvroToJson.of(Schema.create(Schema.Type.NULL), null).isNull()).isTrue();
  }
}
