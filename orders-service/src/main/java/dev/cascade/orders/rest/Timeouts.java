package dev.cascade.orders.rest;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a caller waits: as long as asked, but never longer than the configuration allows. */
@ApplicationScoped
class Timeouts {

  private final OrdersSettings.Timeouts settings;

  Timeouts(OrdersSettings settings) {
    this.settings = settings.timeouts();
  }

  /** The moment at which the caller must have an answer. */
  Deadline deadline(@Nullable String timeoutMillis) {
    return Deadline.in(timeoutMillis == null ? settings.fallback() : bounded(timeoutMillis));
  }

  private Duration bounded(String millis) {
    if (!millis.matches("\\d{1,12}")) {
      throw new ProblemException(
          Problem.invalid("timeout", "must be a number of milliseconds, 0 or more"));
    }
    return Duration.ofMillis(Math.min(Long.parseLong(millis), settings.longest().toMillis()));
  }
}
