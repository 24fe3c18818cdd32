package dev.cascade.payments.domain;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.euros;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionPolicyTest {

  private static final long MOST = Money.MAX_PAYMENT_MINOR_UNITS;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "TRANSFER,      -, a, b, EUR, -",
        "REFUND,        o, a, b, EUR, -",
        "TRANSFER,      -, a, a, EUR, same-account",
        "TRANSFER,      o, a, b, EUR, original-mismatch",
        "REFUND,        -, a, b, EUR, original-mismatch",
        "REFUND,        p, a, b, EUR, original-mismatch",
        "AUTHORISATION, -, a, b, XXX, unknown-currency",
        "AUTHORISATION, -, a, b, eur, unknown-currency",
        "TRANSFER,      -, transit-EUR-0, b, EUR, transit-account",
        "TRANSFER,      -, a, transit-EUR-7, EUR, transit-account",
        "TRANSFER,      -, '', b, EUR, invalid-id",
        "TRANSFER,      -, a, .., EUR, invalid-id"
      })
  void anInstructionIsRefusedForWhatItIsByItself(
      PaymentKind kind,
      String original,
      String debtor,
      String creditor,
      String currency,
      String code) {
    Instruction instruction =
        new Instruction("p", kind, original, null, debtor, creditor, new Money(1, currency), NOW);

    assertThat(code(instruction)).isEqualTo(Optional.ofNullable(code));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "order-7,  7,        -",
        "refund-7, 7,        -",
        "order-7,  -,        reserved-id",
        "refund-7, -,        reserved-id",
        "order-,   -,        reserved-id",
        "order-7,  8,        reserved-id",
        "refund-7, 8,        reserved-id",
        "p,        7,        -",
        "orders-7, -,        -"
      })
  void anIdOfOrdersIsThatOfItsOwnOrder(String id, String orderId, String code) {
    Instruction instruction =
        new Instruction(id, PaymentKind.TRANSFER, null, orderId, "a", "b", euros(1), NOW);

    assertThat(code(instruction)).isEqualTo(Optional.ofNullable(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 129, 300_000})
  void noIdInAnInstructionIsOfAnyLength(int length) {
    String noId = "x".repeat(length);
    String longest = "x".repeat(128);

    assertThat(code(naming(longest, longest))).isEmpty();
    assertThat(code(naming(noId, "o"))).contains("invalid-id");
    assertThat(code(naming("o", noId))).contains("invalid-id");
  }

  private static Instruction naming(String originalId, String orderId) {
    return new Instruction("p", PaymentKind.REFUND, originalId, orderId, "a", "b", euros(1), NOW);
  }

  @Test
  void anAmountIsAboveZeroAndAtMostTheLargest() {
    assertThat(code(ofAmount(Long.MIN_VALUE))).contains("amount-not-positive");
    assertThat(code(ofAmount(0))).contains("amount-not-positive");
    assertThat(code(ofAmount(1))).isEmpty();
    assertThat(code(ofAmount(MOST))).isEmpty();
    assertThat(code(ofAmount(MOST + 1))).contains("amount-too-large");
    assertThat(code(ofAmount(Long.MAX_VALUE))).contains("amount-too-large");
  }

  private static Instruction ofAmount(long minorUnits) {
    return new Instruction(
        "p", PaymentKind.TRANSFER, null, null, "a", "b", new Money(minorUnits, "EUR"), NOW);
  }

  private static Optional<String> code(Instruction instruction) {
    return InstructionPolicy.refusal(instruction).map(Reason::code);
  }
}
