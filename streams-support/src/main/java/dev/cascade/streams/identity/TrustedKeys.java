package dev.cascade.streams.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * The keys that are believed now. They are read again from time to time, and when a token names one
 * that is not among them, but then not more often than {@link #PAUSE}: strangers can name any key.
 * While the source does not answer, the last ones are kept. Thread-safe.
 */
final class TrustedKeys {

  /** The shortest time from one reading to the next. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger(TrustedKeys.class);

  private final KeySource source;
  private final InstantSource clock;
  private volatile Instant readAt;
  private volatile KeySet current;

  /**
   * Reads them for the first time.
   *
   * @throws BadKeySetException when they cannot be read or used
   */
  TrustedKeys(KeySource source, InstantSource clock) throws BadKeySetException {
    this.source = source;
    this.clock = clock;
    this.current = source.read();
    this.readAt = clock.instant();
  }

  KeySet current() {
    return current;
  }

  /** Whether they were read longer ago than that. */
  boolean areOlderThan(Duration age) {
    return clock.instant().isAfter(readAt.plus(age));
  }

  /** Whether reading them again may show others than these; a hint, taken without waiting. */
  boolean mayHaveChanged() {
    return !clock.instant().isBefore(readAt.plus(PAUSE));
  }

  /** Reads them again unless that was done a moment ago; blocks. */
  synchronized void refresh() {
    if (!mayHaveChanged()) {
      return;
    }
    try {
      current = source.read();
    } catch (BadKeySetException e) {
      LOG.warnf("The key set %s %s. The last one is kept.", source, e.getMessage());
    }
    readAt = clock.instant();
  }
}
