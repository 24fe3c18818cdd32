package dev.cascade.local.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Lines that say what was done and how many seconds in. */
public final class Progress {

  private final PrintStream out;
  private final long start = System.nanoTime();

  /** Writes there; time counts from now. */
  public Progress(PrintStream out) {
    this.out = out;
  }

  /** One step is done. */
  public void step(String what, String detail) {
    out.printf(Locale.ROOT, "%6.1f s  %-14s %s%n", seconds(), what, detail);
    out.flush();
  }

  /** A line without a time. */
  public void line(String text) {
    out.println(text);
  }

  /** How long it took so far. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private double seconds() {
    return elapsed().toMillis() / 1000.0;
  }
}
