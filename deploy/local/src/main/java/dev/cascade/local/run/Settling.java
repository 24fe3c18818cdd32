package dev.cascade.local.run;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until all servers are ready at the same time and stay so for a while. A service that ran
 * while the broker was away says that it is ready until it notices what it has lost.
 */
final class Settling {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration TELL_EVERY = Duration.ofSeconds(10);

  private final List<PlatformServer> servers;
  private final Progress progress;

  Settling(List<PlatformServer> servers, Progress progress) {
    this.servers = servers;
    this.progress = progress;
  }

  /**
   * Waits.
   *
   * @param calm for how long all of them have to be ready
   * @param bound when to give up
   * @throws NotSettledException when some are not ready until then; it says which, and why
   */
  void await(Duration calm, Duration bound) {
    long start = System.nanoTime();
    long calmSince = start;
    long told = start;
    while (true) {
      List<String> complaints = complaints();
      long now = System.nanoTime();
      if (!complaints.isEmpty()) {
        calmSince = now;
      } else if (now - calmSince >= calm.toNanos()) {
        return;
      }
      if (now - start > bound.toNanos()) {
        throw new NotSettledException(complaints);
      }
      if (!complaints.isEmpty() && now - told > TELL_EVERY.toNanos()) {
        complaints.forEach(complaint -> progress.step("waiting", complaint));
        told = now;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private List<String> complaints() {
    return servers.parallelStream()
        .filter(server -> !server.isReady())
        .map(server -> server.name() + ": " + server.complaint())
        .toList();
  }

  /** Everything runs, but not everything is ready. */
  static final class NotSettledException extends ServerFailedException {
    private static final long serialVersionUID = 1L;

    NotSettledException(List<String> complaints) {
      super(message(complaints));
    }

    private static String message(List<String> complaints) {
      List<String> lines =
          new ArrayList<>(List.of("Everything runs, but not everything is ready:"));
      complaints.forEach(complaint -> lines.add("  " + complaint));
      lines.add("./cascade status tells more, ./cascade logs PART why.");
      return String.join("\n", lines);
    }
  }
}
