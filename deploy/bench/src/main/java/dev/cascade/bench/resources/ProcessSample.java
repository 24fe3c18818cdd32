package dev.cascade.bench.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process has used until now.
 *
 * @param pid which process; another one after a restart
 * @param cpuNanos processor time since it started
 * @param residentBytes memory that is resident
 */
record ProcessSample(long pid, long cpuNanos, long residentBytes) {

  static ProcessSample of(ProcessHandle process) {
    return new ProcessSample(
        process.pid(),
        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos(),
        residentBytes(process.pid()));
  }

  /**
   * With the processes that it has started and that still run, as a database has one for each
   * connection. Memory that they share counts for each of them.
   */
  static ProcessSample withChildren(ProcessHandle process) {
    return process
        .descendants()
        .map(ProcessSample::of)
        .reduce(of(process), (parent, child) -> parent.and(child));
  }

  private ProcessSample and(ProcessSample child) {
    return new ProcessSample(pid, cpuNanos + child.cpuNanos, residentBytes + child.residentBytes);
  }

  private static long residentBytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }
}
