package dev.cascade.streams.query;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.runtime.NotRunningException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;

/**
 * Tries again what a rebalance, a restore or a restart makes fail for a while, until a deadline.
 */
public final class UntilDeadline {

  private static final long RETRY_MILLIS = 25;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(
          RETRY_MILLIS, TimeUnit.MILLISECONDS, task -> Thread.ofVirtual().start(task));

  /** Nobody is known yet who could answer. */
  public static final class NotYetException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * One try of somebody who may hold his thread.
   *
   * @param <T> what it answers
   */
  @FunctionalInterface
  public interface Attempt<T> {
    /** The answer; whether a failure passes, {@link UntilDeadline} knows. */
    T answer() throws IOException;
  }

  private UntilDeadline() {}

  /**
   * The answer of the first try that does not fail for a passing cause; at the deadline, 503. Holds
   * the calling thread, so that should be a virtual one.
   */
  public static <T> T get(Deadline deadline, Attempt<T> attempt) {
    while (true) {
      try {
        return attempt.answer();
      } catch (IOException e) {
        pauseOrGiveUp(deadline);
      } catch (RuntimeException e) {
        if (!isPassing(e)) {
          throw e;
        }
        pauseOrGiveUp(deadline);
      }
    }
  }

  private static void pauseOrGiveUp(Deadline deadline) {
    if (deadline.isOver() || Thread.currentThread().isInterrupted()) {
      throw unavailable();
    }
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The answer of the first call that does not fail for a passing cause; at the deadline, 503.
   * Holds no thread between two calls.
   */
  public static <T> CompletionStage<T> call(
      Deadline deadline, Supplier<CompletionStage<T>> attempt) {
    return started(attempt)
        .handle((answer, failure) ->
            failure == null
                ? CompletableFuture.completedFuture(answer)
                : again(deadline, attempt, causeOf(failure)))
        .thenCompose(next -> next);
  }

  private static <T> CompletionStage<T> started(Supplier<CompletionStage<T>> attempt) {
    try {
      return attempt.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static <T> CompletableFuture<T> again(
      Deadline deadline, Supplier<CompletionStage<T>> attempt, Throwable failure) {
    if (!isPassing(failure)) {
      return CompletableFuture.failedFuture(failure);
    }
    if (deadline.isOver()) {
      return CompletableFuture.failedFuture(unavailable());
    }
    return CompletableFuture.supplyAsync(() -> call(deadline, attempt), LATER)
        .thenCompose(next -> next);
  }

  private static ProblemException unavailable() {
    return new ProblemException(
        Problem.unavailable("The instance that holds this is not available yet."));
  }

  private static Throwable causeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof NotYetException
        || failure instanceof InvalidStateStoreException
        || failure instanceof StreamsNotStartedException
        || failure instanceof NotRunningException
        || failure instanceof IllegalStateException
        || failure instanceof IOException;
  }
}
