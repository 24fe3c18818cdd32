package dev.cascade.email.domain;

import static dev.cascade.email.domain.Samples.NOON;
import static dev.cascade.email.domain.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.domain.MailState.UnderWay;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTest {

  @Test
  void anOrderIdCannotStartAHeader() {
    Letter letter = letter("42\r\nBcc: eve@example.org");

    assertThat(letter.subject())
        .isEqualTo("Your order 42 Bcc: eve@example.org is confirmed")
        .doesNotContain("\r", "\n");
  }

  @Test
  void theMessageIdIsAFunctionOfTheOrder() {
    String id = MessageId.ofOrder("42", "cascade.example").value();

    assertThat(id)
        .isEqualTo(MessageId.ofOrder("42", "cascade.example").value())
        .isNotEqualTo(MessageId.ofOrder("43", "cascade.example").value())
        .matches("<order\\.[0-9a-f]{32}@cascade\\.example>");
    assertThat(MessageId.ofOrder("42\r\nX: y", "d").value()).matches("<[!-~]+>");
  }

  @Test
  void amountsAreDecimalWithTheDigitsOfTheirCurrency() {
    assertThat(new Money(49_900, "EUR").display()).isEqualTo("499.00 EUR");
    assertThat(new Money(5, "EUR").display()).isEqualTo("0.05 EUR");
    assertThat(new Money(500, "JPY").display()).isEqualTo("500 JPY");
    assertThat(new Money(1_234, "KWD").display()).isEqualTo("1.234 KWD");
  }

  private static Letter letter(String orderId) {
    return Letter.of(
        new UnderWay(
            request(orderId, "ada@example.org"), "<id@x>", 0, NOON, NOON, 1, null, List.of()));
  }
}
