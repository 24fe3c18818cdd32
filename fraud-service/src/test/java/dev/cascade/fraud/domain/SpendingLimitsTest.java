package dev.cascade.fraud.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpendingLimitsTest {

  private final SpendingLimits limits =
      new SpendingLimits(
          new BigDecimal("2000.00"),
          Map.of("JPY", new BigDecimal("300000")),
          Map.of(CustomerLevel.PLATINUM, new BigDecimal("10000.5")));

  @ParameterizedTest
  @CsvSource({
    ", EUR, 2000.00 EUR",
    "BRONZE, EUR, 2000.00 EUR",
    "GOLD, KWD, 2000.000 KWD",
    "BRONZE, JPY, 300000 JPY",
    "PLATINUM, EUR, 10000.50 EUR",
    "PLATINUM, JPY, 10000 JPY",
  })
  void theLevelComesBeforeTheCurrencyAndTheCurrencyBeforeTheUsualLimit(
      CustomerLevel level, String currency, String limit) {
    assertThat(limits.limit(Optional.ofNullable(level), Currency.getInstance(currency)))
        .hasToString(limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.01", "1000000000000.01"})
  void aLimitBelowZeroOrBeyondCountingIsRefused(String limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpendingLimits(new BigDecimal(limit), Map.of(), Map.of()));
  }
}
