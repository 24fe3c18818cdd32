package dev.cascade.payments.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "12.34, EUR, 1234",
    "12, EUR, 1200",
    "0.10, EUR, 10",
    "-1.5, EUR, -150",
    "100, JPY, 100",
    "1.234, KWD, 1234",
    "90071992547409.92, EUR, 9007199254740992",
    "92233720368547758.07, EUR, 9223372036854775807"
  })
  void amountsAreReadExactly(String decimal, String currency, long minorUnits) {
    assertThat(Money.parse(decimal, currency)).contains(new Money(minorUnits, currency));
  }

  @ParameterizedTest
  @CsvSource({
    "12.345, EUR",
    "1.5, JPY",
    "92233720368547758.08, EUR",
    "1e400, EUR",
    "1e-400, EUR",
    "1e2000000000, EUR",
    "NaN, EUR",
    "abc, EUR",
    "1, XXX",
    "1, NOPE"
  })
  void whatIsNoExactAmountIsRefused(String decimal, String currency) {
    assertThat(Money.parse(decimal, currency)).isEmpty();
  }

  @Test
  void amountsAreWrittenWithTheDecimalsOfTheirCurrency() {
    assertThat(new Money(5, "EUR").toDecimal()).isEqualTo("0.05");
    assertThat(new Money(-1234, "EUR").toDecimal()).isEqualTo("-12.34");
    assertThat(new Money(7, "JPY").toDecimal()).isEqualTo("7");
  }
}
