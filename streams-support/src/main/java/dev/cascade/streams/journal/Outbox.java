package dev.cascade.streams.journal;

import dev.cascade.streams.journal.Backlog.Due;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What waits for one topic. It is counted: {@code cascade.journal.sent} is records, {@code
 * cascade.journal.dropped} what was logged or happened and is in no record, {@code
 * cascade.journal.waiting} what waits now.
 */
final class Outbox<N> {

  private final String topic;
  private final Backlog<N> backlog;
  private final Function<Due<N>, byte[]> values;
  private final Counter sent;
  private final Counter dropped;

  /**
   * An empty one.
   *
   * @param values gives the record's value; may ask the registry
   */
  Outbox(String topic, Backlog<N> backlog, Function<Due<N>, byte[]> values, MeterRegistry meters) {
    this.topic = topic;
    this.backlog = backlog;
    this.values = values;
    // There from zero on: a rate needs what was before the first event.
    this.sent = meters.counter("cascade.journal.sent", "topic", topic);
    this.dropped = meters.counter("cascade.journal.dropped", "topic", topic);
    meters.gauge("cascade.journal.waiting", Tags.of("topic", topic), backlog, Backlog::waiting);
  }

  /** Takes a note, or counts it as lost. Never waits. */
  void add(Object key, Instant now, Supplier<N> note) {
    if (!backlog.add(key, now, note)) {
      lost(1);
    }
  }

  /** So many will never be written. */
  void lost(long count) {
    dropped.increment(count);
  }

  String topic() {
    return topic;
  }

  Backlog<N> backlog() {
    return backlog;
  }

  byte[] value(Due<N> due) {
    return values.apply(due);
  }

  void written(Due<N> due, Instant now) {
    backlog.done(due, now);
    sent.increment();
  }

  void impossible(Due<N> due, Instant now) {
    backlog.done(due, now);
    lost(due.count());
  }
}
