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
