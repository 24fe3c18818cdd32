package dev.cascade.payments.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateThrottleTest {

  private static final OptionalDouble ONE_A_DAY = OptionalDouble.of(1 / 86_400.0);

  private final GateThrottle throttle = new GateThrottle();
  private final AtomicInteger closed = new AtomicInteger();

  @BeforeEach
  void countClosings() {
    throttle.closeBy(closed::incrementAndGet);
  }

  @Test
  void thePaymentThatExceedsTheRateClosesTheGateItself() {
    assertThat(throttle.debt(ONE_A_DAY)).isZero();

    throttle.paymentEntered();

    assertThat(closed).hasValue(1);
    assertThat(throttle.debt(ONE_A_DAY)).isPositive();
  }

  @Test
  void withoutALimitNothingClosesTheGate() {
    throttle.debt(OptionalDouble.empty());

    throttle.paymentEntered();

    assertThat(closed).hasValue(0);
    assertThat(throttle.debt(OptionalDouble.empty())).isZero();
  }
}
