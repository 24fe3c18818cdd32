package dev.cascade.bench.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderMixTest {

  private final OrderMix mix = new OrderMix("run-", 100, 20, 5);

  @Test
  void anOrderIsJsonWithAProductPerLine() throws IOException {
    JsonNode order = new ObjectMapper().readTree(mix.body(7));

    assertThat(order.path("id").asText()).isEqualTo("run-7");
    Set<String> products = new HashSet<>();
    order.path("lines").forEach(line -> products.add(line.path("productId").asText()));
    assertThat(products).hasSize(5);
    assertThat(order.at("/lines/0/unitPrice").asText()).isEqualTo("0.01");
  }

  @Test
  void theSameIndexIsTheSameOrder() {
    assertThat(mix.body(3)).isEqualTo(mix.body(3)).isNotEqualTo(mix.body(4));
  }

  @Test
  void moreLinesThanProductsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new OrderMix("x", 1, 2, 3));
  }
}
