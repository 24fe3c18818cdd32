package dev.cascade.orders.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.testing.SettingsOf;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutsTest {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration FALLBACK = Duration.ofSeconds(2);

  private final Timeouts timeouts = new Timeouts(SettingsOf.of(OrdersSettings.class, Map.of()));

  @Test
  void nobodyWaitsLongerThanTheSettingsAllow() {
    assertThat(timeouts.deadline("999999999999").left()).isLessThanOrEqualTo(LONGEST);
    assertThat(timeouts.deadline(null).left()).isLessThanOrEqualTo(FALLBACK);
    assertThat(timeouts.deadline("0").isOver()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1s", "1.5", "9999999999999"})
  void whatIsNoNumberOfMillisecondsIsRefused(String text) {
    assertThatThrownBy(() -> timeouts.deadline(text)).isInstanceOf(ProblemException.class);
  }
}
