package dev.cascade.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ExactTreesTest {

  private final ObjectMapper service = new ObjectMapper();
  private final ObjectMapper exact = ExactTrees.by(service);

  private record Item(BigDecimal price) {}

  @Test
  void anAmountKeepsItsDigitsOnTheWayThroughATree() throws IOException {
    assertThat(service.writeValueAsString(exact.valueToTree(new Item(new BigDecimal("9.50")))))
        .isEqualTo("{\"price\":9.50}");
    assertThat(service.writeValueAsString(exact.readTree("{\"price\":9.50}")))
        .isEqualTo("{\"price\":9.50}");
  }

  @Test
  void theServicesOwnMapperStaysAsItWas() {
    assertThat(service.valueToTree(new Item(new BigDecimal("9.50"))).toString())
        .isEqualTo("{\"price\":9.5}");
  }
}
