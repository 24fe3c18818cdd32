package dev.cascade.streams.deadletter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;

/**
 * Counts letters by their topic. Kafka makes the handlers, so they find the registry where every
 * library does; a letter whose transaction is aborted and repeated counts again.
 */
public final class DeadLetterMeters {

  private DeadLetterMeters() {}

  /** Shows the count from zero on: an alert sees a counter grow, not appear. */
  public static Counter of(String deadLetterTopic) {
    return Metrics.counter("cascade.dead.letters", "topic", deadLetterTopic);
  }
}
