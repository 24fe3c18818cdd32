package dev.cascade.payments.control;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.NotRunningException;
import dev.cascade.streams.runtime.StreamsProperties;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
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

  private final ManagedStreams application;
  private @Nullable StreamLoops paused;
  private @Nullable StreamLoops idle;
  private long idleSince;

  QuietWitness(ManagedStreams application) {
    this.application = application;
  }

  /** Starts to watch; the application is paused already. */
  void start() {
    paused = null;
    idle = null;
  }

  /** Whether the application is quiet. */
  boolean isQuiet() {
    try {
      return watch(application.client());
    } catch (NotRunningException e) {
      start();
      return false;
    }
  }

  private boolean watch(KafkaStreams client) {
    StreamLoops now = StreamLoops.of(client);
    StreamLoops atPause = paused;
    if (atPause == null || atPause.client() != client) {
      paused = now;
      idle = null;
      return false;
    }
    StreamLoops atIdle = idle;
    if (atIdle == null) {
      if (now.wentRound(ROUNDS, atPause)) {
        idleSince = System.nanoTime();
        idle = now;
      }
      return false;
    }
    if (System.nanoTime() - idleSince < COMMIT_NANOS) {
      idle = now;
      return false;
    }
    return now.wentRound(ROUNDS, atIdle);
  }
}
