package dev.cascade.fraud.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewBandTest {

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Optional<CustomerLevel> NOBODY = Optional.empty();

  @ParameterizedTest
  @CsvSource({
    "0.9, 179999, false",
    "0.9, 180000, true",
    "0.9, 200000, true",
    "0.9, 200001, false",
    "1, 199999, false",
    "1, 200000, true",
    "0.333333, 66666, false",
    "0.333333, 66667, true",
    "0.000001, 1, true",
    "0.000001, 0, false",
  })
  void theBandReachesFromTheShareToTheLimitToTheCent(BigDecimal share, long cents, boolean isHeld) {
    ReviewBand band = new ReviewBand(Optional.of(share), Map.of());

    assertThat(band.holds(NOBODY, eur(cents), eur(200_000))).isEqualTo(isHeld);
  }

  @Test
  void withoutAShareNobodyIsLookedAt() {
    assertThat(ReviewBand.NONE.holds(NOBODY, eur(200_000), eur(200_000))).isFalse();
  }

  @Test
  void aLevelHasAShareOfItsOwn() {
    ReviewBand band =
        new ReviewBand(
            Optional.of(BigDecimal.ONE), Map.of(CustomerLevel.GOLD, new BigDecimal("0.5")));

    assertThat(band.holds(Optional.of(CustomerLevel.GOLD), eur(50), eur(100))).isTrue();
    assertThat(band.holds(Optional.of(CustomerLevel.SILVER), eur(50), eur(100))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0", "-0.1", "1.000001"})
  void whatIsNoShareOfALimitIsRefused(BigDecimal share) {
    assertThatThrownBy(() -> new ReviewBand(Optional.of(share), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Money eur(long cents) {
    return new Money(cents, EUR);
  }
}
