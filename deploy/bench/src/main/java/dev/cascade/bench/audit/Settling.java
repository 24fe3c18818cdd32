package dev.cascade.bench.audit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Looks again until nothing is wrong any more, or patience is over. */
public final class Settling {

  private static final Duration POLL = Duration.ofMillis(500);

  private Settling() {}

  /** What is wrong in the end. */
  public static Findings of(Supplier<List<String>> wrong, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      List<String> findings = wrong.get();
      if (findings.isEmpty() || System.nanoTime() > deadline) {
        return Findings.of(findings);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
