package dev.cascade.bench.load;

import java.util.concurrent.CompletionStage;

/** What is done at each arrival. */
@FunctionalInterface
public interface Operation {

  /**
   * Starts it and returns without waiting for its end.
   *
   * @param index of the arrival, from 0
   * @param intendedNanos when it was due, on the clock of {@link System#nanoTime()}
   * @return completes when the operation is done, exceptionally when it failed
   */
  CompletionStage<?> start(long index, long intendedNanos);
}
