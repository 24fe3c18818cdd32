package dev.cascade.local.run;

import dev.cascade.local.platform.EndOfLog;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A log file, printed. */
public final class LogView {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int CHUNK_BYTES = 64 << 10;

  private final Path log;
  private final PrintStream out;
  private long printed;

  /** A view that prints there. */
  public LogView(Path log, PrintStream out) {
    this.log = log;
    this.out = out;
  }

  /** Prints the last lines. */
  public void printLast(int count) throws IOException {
    if (!Files.exists(log)) {
      out.println("There is no log yet: " + log);
      return;
    }
    EndOfLog end = EndOfLog.of(log, count);
    printed = end.length();
    end.lines().forEach(out::println);
  }

  /** Prints what is appended, until the reader goes away. */
  public void follow() throws IOException, InterruptedException {
    while (!out.checkError()) {
      printAppended();
      Thread.sleep(POLL);
    }
  }

  private void printAppended() throws IOException {
    if (!Files.exists(log)) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      // A shorter file is a new one.
      printed = file.length() < printed ? 0 : printed;
      file.seek(printed);
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = file.read(chunk); read > 0; read = file.read(chunk)) {
        out.write(chunk, 0, read);
        printed += read;
      }
      out.flush();
    }
  }
}
