package dev.cascade.orders.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.domain.Money;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.orders.domain.RequestPosition;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTokenTest {

  @Test
  void aTokenIsReadAsItWasWritten() {
    PositionToken token = new PositionToken("a:b~c.1", new RequestPosition(3, 123_456_789_012L));

    assertThat(PositionToken.parse(token.toString())).contains(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "payments:1:0:0:1",
        "orders:2:0:0:1",
        "orders:1:-1:0:1",
        "orders:1:0:0:",
        "orders:1:0:0:a b",
        "orders:1:0:0:x/../y",
        "orders:1:99999999999:0:1"
      })
  void anyOtherTextIsNoToken(String text) {
    String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));

    assertThat(PositionToken.parse(encoded)).isEmpty();
    assertThat(PositionToken.parse(text)).isEmpty();
  }

  @Test
  void contentsThatDifferHaveDifferentHashes() {
    assertThat(hash("ab", "c", 1)).isNotEqualTo(hash("a", "bc", 1));
    assertThat(hash("a", "b", 1)).isNotEqualTo(hash("a", "b", 2)).isEqualTo(hash("a", "b", 1));
  }

  private static String hash(String customer, String product, int quantity) {
    return ContentHash.of(
        customer, "EUR", List.of(new OrderLine(1, product, quantity, new Money(100, "EUR"))));
  }
}
