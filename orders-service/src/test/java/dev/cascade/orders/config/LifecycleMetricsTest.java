package dev.cascade.orders.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderHead;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.domain.RequestPosition;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleMetricsTest {

  private static final Instant DECIDED_AT = Instant.parse("2030-01-01T10:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LifecycleMetrics metrics = new LifecycleMetrics(meters);
  private final Timer decision = meters.get("cascade.orders.decision").timer();

  @Test
  void aDecisionIsTimedFromTheAcceptance() {
    metrics.told(validated(DECIDED_AT.minusMillis(250)));

    assertThat(decision.count()).isEqualTo(1);
    assertThat(decision.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(250);
  }

  /** A clock that is wrong by as much as the wire can say; a throw here would end the lifecycle. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE / 1_000, Long.MAX_VALUE, -1})
  void anOrderFromAWrongClockIsCountedAndNotTimed(long createdAt) {
    metrics.told(validated(Instant.ofEpochMilli(createdAt)));

    assertThat(meters.get("cascade.orders.transitions").counter().count()).isEqualTo(1);
    assertThat(decision.count()).isZero();
  }

  private static OrderSnapshot validated(Instant createdAt) {
    OrderHead head =
        new OrderHead(
            "order-1", content(), List.of(), createdAt, 2, new RequestPosition(0, 0), DECIDED_AT);
    return new OrderSnapshot(
        head, OrderState.VALIDATED, OrderState.CREATED, List.of(), null, null, List.of());
  }

  private static OrderContent content() {
    return OrderContent.of("customer", "EUR", List.of(), "hash");
  }
}
