package dev.cascade.fraud.topology;

import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.TaskId;

/** Counts what is decided; a transaction that is processed again counts again. */
public final class FraudMeters {

  private final Counter passed;
  private final Counter refused;
  private final Counter pending;
  private final Counter alerts;
  private final Map<TaskId, Map<String, Instant>> openReviews = new ConcurrentHashMap<>();

  /** Meters in this registry. */
  public FraudMeters(MeterRegistry registry) {
    this(registry, InstantSource.system());
  }

  FraudMeters(MeterRegistry registry, InstantSource clock) {
    this.passed = registry.counter("cascade.fraud.verdicts", "verdict", "PASS");
    this.refused = registry.counter("cascade.fraud.verdicts", "verdict", "FAIL");
    this.pending = registry.counter("cascade.fraud.verdicts", "verdict", "PENDING");
    this.alerts = registry.counter("cascade.fraud.alerts");
    Gauge.builder("cascade.fraud.reviews.open", this, FraudMeters::countOpen)
        .description("Orders of this instance's customers that wait for a person")
        .register(registry);
    Gauge.builder("cascade.fraud.reviews.oldest", clock, this::secondsOfOldest)
        .baseUnit("seconds")
        .description("How long the oldest of them has waited; 0 when none waits")
        .register(registry);
  }

  void verdict(Verdict verdict) {
    Counter counter =
        switch (verdict) {
          case Verdict.Passed _ -> passed;
          case Verdict.Refused _, Verdict.Declined _ -> refused;
          case Verdict.Pending _ -> pending;
        };
    counter.increment();
  }

  void alert() {
    alerts.increment();
  }

  /** What a task finds in its store when it begins. */
  void open(TaskId task, List<Review.Open> found) {
    Map<String, Instant> open = new ConcurrentHashMap<>();
    found.forEach(review -> open.put(review.subject().orderId(), review.subject().openedAt()));
    openReviews.put(task, open);
  }

  void opened(TaskId task, Review.Open review) {
    openReviews
        .computeIfAbsent(task, _ -> new ConcurrentHashMap<>())
        .put(review.subject().orderId(), review.subject().openedAt());
  }

  void ended(TaskId task, Review review) {
    Map<String, Instant> open = openReviews.get(task);
    if (open != null) {
      open.remove(review.subject().orderId());
    }
  }

  void closed(TaskId task) {
    openReviews.remove(task);
  }

  private double countOpen() {
    return openReviews.values().stream().mapToInt(Map::size).sum();
  }

  private double secondsOfOldest(InstantSource clock) {
    return openReviews.values().stream()
        .flatMap(open -> open.values().stream())
        .min(Instant::compareTo)
        .map(oldest -> Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0))
        .orElse(0.0);
  }
}
