package dev.cascade.payments.control;

import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.UntilDeadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Whether all commands that were ever given are known here. One thread reads them and tells; anyone
 * may ask.
 */
final class CaughtUp {

  private volatile boolean reached;

  /** They are read from the beginning. */
  void begin() {
    reached = false;
  }

  /** They are read to their end. */
  void reach() {
    reached = true;
  }

  boolean isReached() {
    return reached;
  }

  /**
   * What is so once they are known; a 503 problem when they are not by the deadline.
   *
   * @param present asked when they are known
   */
  <T> CompletionStage<T> once(Deadline deadline, Supplier<T> present) {
    return UntilDeadline.call(
        deadline,
        () -> {
          if (!reached) {
            throw new UntilDeadline.NotYetException();
          }
          return CompletableFuture.completedFuture(present.get());
        });
  }
}
