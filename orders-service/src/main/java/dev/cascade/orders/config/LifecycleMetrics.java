package dev.cascade.orders.config;

import dev.cascade.orders.domain.Decision;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.topology.LifecycleObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Counts what the lifecycle decides. A transaction that is aborted and repeated counts twice: these
 * are for operators, the topics are for accountants.
 */
@Singleton
class LifecycleMetrics implements LifecycleObserver {

  private static final Logger LOG = Logger.getLogger(LifecycleMetrics.class);

  /** Far longer than any order waits for its verdicts. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final MeterRegistry meters;
  private final Timer decision;

  LifecycleMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.decision =
        Timer.builder("cascade.orders.decision")
            .description("From the acceptance of an order to VALIDATED or FAILED")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
  }

  @Override
  public void told(OrderSnapshot snapshot) {
    LOG.debugf(
        "order=%s state=%s version=%d",
        snapshot.head().id(), snapshot.state(), snapshot.head().version());
    if (!snapshot.isTransition()) {
      meters.counter("cascade.orders.notes").increment();
      return;
    }
    meters
        .counter(
            "cascade.orders.transitions",
            "from",
            snapshot.previousState() == null ? "none" : tag(snapshot.previousState()),
            "to",
            tag(snapshot.state()))
        .increment();
    if (snapshot.previousState() == OrderState.CREATED) {
      decided(Duration.between(snapshot.head().createdAt(), snapshot.head().updatedAt()));
    }
  }

  /**
   * A wrong clock's duration is left out: it would say nothing, and may be more than a timer holds.
   */
  private void decided(Duration taken) {
    if (!taken.isNegative() && taken.compareTo(LONGEST) <= 0) {
      decision.record(taken);
    }
  }

  @Override
  public void ignored(String orderId, Decision.Cause cause) {
    LOG.debugf("order=%s event ignored: %s", orderId, cause);
    meters.counter("cascade.orders.ignored", "cause", tag(cause)).increment();
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
