package dev.cascade.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What {@link ProcessHandle} does not tell by itself. */
public final class Processes {

  private static final Duration POLL = Duration.ofMillis(20);

  private Processes() {}

  /**
   * Whether the process runs. One that ended but that nobody reaped counts as ended: in a container
   * whose first process reaps nothing, it would stay for ever.
   */
  public static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  /**
   * Waits until the process has ended.
   *
   * @return false when it still runs after that time
   */
  public static boolean awaitEnd(ProcessHandle process, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (isAlive(process)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }

  private static boolean isZombie(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String line = Files.readString(stat);
      // The program's name, in parentheses, may hold anything.
      return line.charAt(line.lastIndexOf(')') + 2) == 'Z';
    } catch (IOException | IndexOutOfBoundsException e) {
      return false;
    }
  }
}
