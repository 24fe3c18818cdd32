package dev.cascade.email.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Rings once on the stream thread. A punctuator at a fixed rate would commit an empty transaction
 * at that rate for ever; this one is silent while there is nothing to do.
 */
final class Alarm {

  private final ProcessorContext<?, ?> context;
  private final Runnable action;
  private @Nullable Cancellable scheduled;
  private long ringsAtMillis;

  Alarm(ProcessorContext<?, ?> context, Runnable action) {
    this.context = context;
    this.action = action;
  }

  /** Rings after that time, or earlier if it was set to. */
  void ringIn(Duration time) {
    long at = context.currentSystemTimeMs() + time.toMillis();
    if (scheduled != null) {
      if (ringsAtMillis <= at) {
        return;
      }
      scheduled.cancel();
    }
    ringsAtMillis = at;
    scheduled = context.schedule(time, PunctuationType.WALL_CLOCK_TIME, now -> ring());
  }

  private void ring() {
    if (scheduled != null) {
      scheduled.cancel();
      scheduled = null;
    }
    action.run();
  }
}
