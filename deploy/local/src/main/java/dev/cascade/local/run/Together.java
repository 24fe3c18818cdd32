package dev.cascade.local.run;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Does several things at the same time; the first failure ends all of them. */
public final class Together {

  private Together() {}

  /** Runs all and returns when the last has ended. */
  public static void run(List<? extends Runnable> tasks) {
    run(tasks, Math.max(1, tasks.size()));
  }

  /** Runs all, never more than so many at once. */
  public static void run(List<? extends Runnable> tasks, int atOnce) {
    Semaphore places = new Semaphore(atOnce);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
      tasks.forEach(task -> running.submit(inAPlace(task, places)));
      try {
        for (int ended = 0; ended < tasks.size(); ended++) {
          running.take().get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new IllegalStateException(e);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted", e);
      }
    }
  }

  private static Callable<Boolean> inAPlace(Runnable task, Semaphore places) {
    return () -> {
      places.acquire();
      try {
        task.run();
        return true;
      } finally {
        places.release();
      }
    };
  }
}
