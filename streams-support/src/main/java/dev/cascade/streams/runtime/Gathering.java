package dev.cascade.streams.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Lets records gather before one consumer reads on: no sooner than so long after it last found
 * some. What comes after a silence is read at once, and so is a backlog.
 *
 * <p>Kafka's own way, {@code fetch.min.bytes} with a short {@code fetch.max.wait.ms}, has a
 * consumer to which nothing comes ask the broker again after every wait, for ever.
 *
 * <p>Belongs to the consumer's thread.
 */
final class Gathering {

  /** Half of what a poll of Kafka Streams returns at most: who found so many is behind. */
  private static final int BACKLOG = 500;

  private final long longestNanos;
  private final LongSupplier nanoClock;
  private final LongConsumer nanoSleep;

  private boolean waits;
  private long foundAtNanos;

  /** Gathering by the system's clock, on the thread of the consumer. */
  static Gathering of(Duration longest) {
    return new Gathering(longest, System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * Gathering by that clock.
   *
   * @param longest between two reads; zero lets nothing gather
   * @param nanoClock as {@link System#nanoTime}
   * @param nanoSleep lets so many nanoseconds go by, or fewer
   */
  Gathering(Duration longest, LongSupplier nanoClock, LongConsumer nanoSleep) {
    this.longestNanos = longest.toNanos();
    this.nanoClock = nanoClock;
    this.nanoSleep = nanoSleep;
  }

  /** Called before the consumer reads on. */
  void await() {
    if (waits) {
      waits = false;
      nanoSleep.accept(foundAtNanos + longestNanos - nanoClock.getAsLong());
    }
  }

  /** Called with what it read. */
  void found(ConsumerRecords<?, ?> records) {
    waits = longestNanos > 0 && !records.isEmpty() && records.count() < BACKLOG;
    foundAtNanos = nanoClock.getAsLong();
  }
}
