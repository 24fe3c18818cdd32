package dev.cascade.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the service under test logs, in this process, until this is closed. */
final class ServiceLog extends Handler implements AutoCloseable {

  private final Logger root = Logger.getLogger("");
  private final Logger detailed;
  private final @Nullable Level before;
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<String> details = new CopyOnWriteArrayList<>();

  /**
   * Listens from now on.
   *
   * @param detailed a logger of which everything is wanted; of all others, errors
   */
  ServiceLog(String detailed) {
    this.detailed = Logger.getLogger(detailed);
    this.before = this.detailed.getLevel();
    this.detailed.setLevel(Level.FINE);
    root.addHandler(this);
  }

  /** The errors of all loggers. */
  List<String> errors() {
    return errors;
  }

  /** All of the detailed one. */
  List<String> details() {
    return details;
  }

  @Override
  public void publish(LogRecord logged) {
    String name = String.valueOf(logged.getLoggerName());
    String line = name + ": " + logged.getMessage() + " " + logged.getThrown();
    if (logged.getLevel().intValue() >= Level.SEVERE.intValue()) {
      errors.add(line);
    }
    if (name.startsWith(detailed.getName())) {
      details.add(line);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
    detailed.setLevel(before);
  }
}
