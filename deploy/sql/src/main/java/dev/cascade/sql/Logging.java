package dev.cascade.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What Flink and the Kafka clients warn of goes to a bounded file, since rows are printed. */
final class Logging {

  private static final int MOST_BYTES = 10_000_000;

  /** Kept, since a logger that nobody holds forgets its level. It tells of each new producer. */
  private static final Logger METRICS = Logger.getLogger("org.apache.flink.runtime.metrics");

  private Logging() {}

  static void toFile(Path file) {
    LogManager.getLogManager().reset();
    try {
      Files.createDirectories(file.getParent());
      Handler handler = new FileHandler(file.toString(), MOST_BYTES, 1, true);
      handler.setFormatter(new SimpleFormatter());
      Logger all = Logger.getLogger("");
      all.setLevel(Level.WARNING);
      all.addHandler(handler);
      METRICS.setLevel(Level.SEVERE);
    } catch (IOException e) {
      // Nobody hears it, then; what a statement ends with is printed.
    }
  }
}
