package dev.cascade.payments.rest;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Reads of a store that may pass over very many entries. A few are made at one moment, on threads
 * of the system, which share the processors with all others by time: a virtual thread that reads a
 * hundred thousand entries would keep those of other requests from running. None lasts longer than
 * its caller waits.
 */
@ApplicationScoped
class StoreScans {

  private static final int THREADS = 2;
  private static final int MOST_QUEUED = 64;
  private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

  /** Whoever does not wait at all is still told what is found at once. */
  private static final Duration LEAST = Duration.ofMillis(100);

  private final Duration least;
  private final ExecutorService threads = threads();

  StoreScans() {
    this(LEAST);
  }

  /** Scans that may last this long, whatever their callers want. */
  StoreScans(Duration least) {
    this.least = least;
  }

  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_THREAD.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_QUEUED),
            Thread.ofPlatform().daemon().name("store-scan-", 1).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * What the scan finds; the calling thread waits for it.
   *
   * @param deadline until when the caller waits
   * @param scan given until when it may last; takes its entries from {@link #within}
   * @throws ProblemException 504 when the deadline is over before the scan, 503 when too many wait
   */
  <T> T run(Deadline deadline, Function<Deadline, T> scan) {
    Deadline until = deadline.left().compareTo(least) < 0 ? Deadline.in(least) : deadline;
    Future<T> found = submitted(until, scan);
    try {
      return found.get(until.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      found.cancel(false);
      throw tooLong();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.unavailable("The service is about to stop."));
    }
  }

  private <T> Future<T> submitted(Deadline until, Function<Deadline, T> scan) {
    try {
      return threads.submit(() -> scan.apply(until));
    } catch (RejectedExecutionException e) {
      throw new ProblemException(
          Problem.unavailable(
              "Already " + MOST_QUEUED + " others wait for reads as long as this."));
    }
  }

  /**
   * The same entries, one by one until the deadline.
   *
   * <p>The iterator throws a 504 problem after it.
   */
  static <T> Iterator<T> within(Deadline deadline, Iterator<T> entries) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (deadline.isOver()) {
          throw tooLong();
        }
        return entries.hasNext();
      }

      @Override
      public T next() {
        return entries.next();
      }
    };
  }

  private static ProblemException tooLong() {
    return new ProblemException(
        Problem.timeout("Not all was read in time; ask for less, or wait longer."));
  }

  @PreDestroy
  void close() {
    threads.shutdown();
  }
}
