package dev.cascade.sql;

import dev.cascade.sql.run.Session;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends what runs when the process is asked to end, so that it leaves no transaction open behind
 * which readers would wait.
 */
final class Ending implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Thread hook;

  private Ending(Session session) {
    this.hook = new Thread(() -> cancel(session), "ending");
  }

  static Ending of(Session session) {
    Ending ending = new Ending(session);
    Runtime.getRuntime().addShutdownHook(ending.hook);
    return ending;
  }

  private static void cancel(Session session) {
    session
        .running()
        .ifPresent(job -> {
          try {
            job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            var _ =
                job.getJobExecutionResult()
                    .handle((_, _) -> "ended")
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          } catch (ExecutionException | TimeoutException e) {
            // It ends with the process.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already.
    }
  }
}
