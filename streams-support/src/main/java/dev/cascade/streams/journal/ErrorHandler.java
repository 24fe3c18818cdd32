package dev.cascade.streams.journal;

import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.logging.Level;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Takes the warnings and errors of the service's log. Whoever logs gives them away and goes on:
 * what does not fit is counted and lost.
 */
final class ErrorHandler extends ExtHandler {

  private final Outbox<LoggedError> errors;
  private final JournalSettings settings;
  private final InstantSource clock;
  private final Predicate<String> ownThread;

  /**
   * A handler for warnings and above.
   *
   * @param ownThread whether a thread, by its name, is the journal's own: what it logs is about
   *     writing the journal, and would lead to more of it
   */
  ErrorHandler(
      Outbox<LoggedError> errors,
      JournalSettings settings,
      InstantSource clock,
      Predicate<String> ownThread) {
    this.errors = errors;
    this.settings = settings;
    this.clock = clock;
    this.ownThread = ownThread;
    setLevel(Level.WARNING);
  }

  @Override
  protected void doPublish(ExtLogRecord logged) {
    if (ownThread.test(Thread.currentThread().getName())) {
      return;
    }
    try {
      errors.add(LoggedError.key(logged), clock.instant(), () -> LoggedError.of(logged, settings));
    } catch (RuntimeException e) {
      // A parameter that cannot be rendered. Who logs must not fail for it, nor may it be logged.
      errors.lost(1);
    }
  }
}
