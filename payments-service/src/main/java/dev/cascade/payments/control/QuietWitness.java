package dev.cascade.payments.control;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.NotRunningException;
import dev.cascade.streams.runtime.StreamsProperties;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a paused application has really stopped: nothing is processed any more, and what was
 * processed before is committed.
 *
 * <p>A stream thread asks whether it is paused before each round of processing, and goes on to poll
 * when it processed nothing. So after two polls that follow the pause, no round from before it is
 * under way. Its commit comes in the first round after the commit interval; two more polls after
 * the interval, that round is over.
 */
final class QuietWitness {

  private static final int ROUNDS = 2;
  private static final Duration MARGIN = Duration.ofMillis(2);
  private static final long COMMIT_NANOS = StreamsProperties.SILENT_COMMIT.plus(MARGIN).toNanos();

  private final Supplier<StreamLoops> loops;
  private final LongSupplier nanoTime;
  private @Nullable StreamLoops paused;
  private @Nullable StreamLoops idle;
  private long idleSince;

  QuietWitness(ManagedStreams application) {
    this(() -> StreamLoops.of(application.client()), System::nanoTime);
  }

  /**
   * Watches by what it is given.
   *
   * @param loops how often the threads went round until now
   * @param nanoTime the time, as {@link System#nanoTime()} tells it
   */
  QuietWitness(Supplier<StreamLoops> loops, LongSupplier nanoTime) {
    this.loops = loops;
    this.nanoTime = nanoTime;
  }

  /** Starts to watch; the application is paused already. */
  void start() {
    paused = null;
    idle = null;
  }

  /** Whether the application is quiet. */
  boolean isQuiet() {
    try {
      return watch(loops.get());
    } catch (NotRunningException e) {
      start();
      return false;
    }
  }

  private boolean watch(StreamLoops now) {
    StreamLoops atPause = paused;
    if (atPause == null || atPause.client() != now.client()) {
      paused = now;
      idle = null;
      return false;
    }
    StreamLoops atIdle = idle;
    if (atIdle == null) {
      if (now.wentRound(ROUNDS, atPause)) {
        idleSince = nanoTime.getAsLong();
        idle = now;
      }
      return false;
    }
    if (nanoTime.getAsLong() - idleSince < COMMIT_NANOS) {
      idle = now;
      return false;
    }
    return now.wentRound(ROUNDS, atIdle);
  }
}
