package dev.cascade.streams.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/orders",
        "/v1/orders/a%20b?timeout=1&x=%C3%A9",
        "/v1/orders/%00",
        "/",
        "*",
        "http://localhost/v1/orders"
      })
  void anAddressThatIsAUriIsUsed(String address) {
    assertThat(AddressCheck.complaint(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/orders/%zz", "/v1/orders/%", "/v1/orders?timeout=%1", "/a|b", "/a?b={c}"})
  void whatIsWrongWithOneThatIsNoneIsTold(String address) {
    assertThat(AddressCheck.complaint(address))
        .hasValueSatisfying(it -> assertThat(it).contains("no URI", "hexadecimal"));
  }
}
