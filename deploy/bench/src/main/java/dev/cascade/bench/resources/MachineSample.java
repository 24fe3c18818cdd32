package dev.cascade.bench.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What all processors of the machine have done until now, in the kernel's ticks.
 *
 * @param busy ticks with work, of this or any other program
 * @param total all ticks
 */
record MachineSample(long busy, long total) {

  private static final Path STAT = Path.of("/proc/stat");
  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;
  private static final int STEAL = 7;

  /** Zeros where the system does not tell. */
  static MachineSample now() {
    try {
      return parse(Files.readAllLines(STAT).getFirst());
    } catch (IOException e) {
      return new MachineSample(0, 0);
    }
  }

  static MachineSample parse(String line) {
    long[] ticks =
        Arrays.stream(line.strip().split("\\s+"))
            .skip(1)
            .limit(STEAL + 1L)
            .mapToLong(Long::parseLong)
            .toArray();
    long total = Arrays.stream(ticks).sum();
    return new MachineSample(total - ticks[IDLE] - ticks[IO_WAIT], total);
  }
}
