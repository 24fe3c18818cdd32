package dev.cascade.streams.identity;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The keys that are believed now. They are read again from time to time, and when a token names one
 * that is not among them, but then not more often than {@link #PAUSE}: strangers can name any key.
 * While the source does not answer, the last ones are kept. Their age is told by a clock that
 * nobody sets back. Thread-safe.
 */
final class TrustedKeys {

  /** The shortest time from one reading to the next. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger(TrustedKeys.class);

  private final KeySource source;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile long readAtNanos;
  private volatile KeySet current;

  /**
   * Reads them for the first time.
   *
   * @param nanoTime the time, as {@link System#nanoTime()} tells it
   * @throws BadKeySetException when they cannot be read or used
   */
  TrustedKeys(KeySource source, LongSupplier nanoTime) throws BadKeySetException {
    this.source = source;
    this.nanoTime = nanoTime;
    this.current = source.read();
    this.readAtNanos = nanoTime.getAsLong();
  }

  KeySet current() {
    return current;
  }

  /** Whether they were read longer ago than that. */
  boolean areOlderThan(Duration age) {
    return ageNanos() > age.toNanos();
  }

  /** Whether reading them again may show others than these; a hint, taken without waiting. */
  boolean mayHaveChanged() {
    return ageNanos() >= PAUSE.toNanos();
  }

  /**
   * Reads them again unless that was done a moment ago; blocks. Who comes while another reads goes
   * on at once with the present ones: there are always some.
   */
  void refresh() {
    if (!reading.tryLock()) {
      return;
    }
    try {
      if (mayHaveChanged()) {
        read();
      }
    } finally {
      reading.unlock();
    }
  }

  private void read() {
    try {
      current = source.read();
    } catch (BadKeySetException e) {
      LOG.warnf("The key set %s %s. The last one is kept.", source, e.getMessage());
    }
    readAtNanos = nanoTime.getAsLong();
  }

  private long ageNanos() {
    return nanoTime.getAsLong() - readAtNanos;
  }
}
