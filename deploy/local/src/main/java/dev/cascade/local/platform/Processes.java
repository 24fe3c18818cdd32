package dev.cascade.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What {@link ProcessHandle} does not tell by itself. */
public final class Processes {

  private static final Path PROC = Path.of("/proc");
  private static final Duration POLL = Duration.ofMillis(20);

  private Processes() {}

  /**
   * Whether the process runs. One that ended but that nobody reaped counts as ended: in a container
   * whose first process reaps nothing, it would stay for ever.
   */
  public static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && !hasEnded(process.pid());
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

  // The first thread may be gone while others still hold the files and ports of the process.
  private static boolean hasEnded(long pid) {
    Path process = PROC.resolve(Long.toString(pid));
    try (Stream<Path> threads = Files.list(process.resolve("task"))) {
      String stat = Files.readString(process.resolve("stat"));
      // The program's name, in parentheses, may hold anything.
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z' && threads.count() <= 1;
    } catch (IOException | IndexOutOfBoundsException e) {
      // Reaped at this moment, or nothing is told here of any process.
      return Files.isDirectory(PROC.resolve("self")) && !Files.isDirectory(process);
    }
  }
}
