package dev.cascade.local.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a process began. Java derives the moment from the time at which the system was booted, and
 * that moves when the clock is set: after a leap, as of a machine that was suspended, no process
 * would be the one that was noted. On Linux the ticks since the boot do not move (proc(5), field 22
 * of {@code /proc/PID/stat}), and the boot has an id.
 *
 * @param at as Java has it
 * @param ticks since which boot, empty where the system does not tell
 */
record ProcessBirth(Instant at, Optional<String> ticks) {

  // What Java derives moves a little with the clock even where nobody sets it.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** Of the fields that follow the name, which may have spaces and brackets in it. */
  private static final int START_TIME_AFTER_NAME = 19;

  static ProcessBirth of(ProcessHandle process) {
    return new ProcessBirth(
        process.info().startInstant().orElse(Instant.EPOCH), ticksOf(process.pid()));
  }

  private static Optional<String> ticksOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
      return Optional.of(fields[START_TIME_AFTER_NAME] + "@" + Files.readString(BOOT_ID).strip());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** One that was written down. */
  static ProcessBirth parse(String text) {
    String[] words = text.strip().split(" ", 2);
    return new ProcessBirth(
        Instant.ofEpochMilli(Long.parseLong(words[0])),
        words.length == 2 ? Optional.of(words[1].strip()) : Optional.empty());
  }

  /** To write down. */
  String text() {
    return at.toEpochMilli() + ticks.map(it -> " " + it).orElse("");
  }

  /** Whether both are the same process's, given that its id is the same. */
  boolean isSame(ProcessBirth other) {
    return ticks.isPresent() && other.ticks.isPresent()
        ? ticks.equals(other.ticks)
        : Duration.between(at, other.at).abs().compareTo(CLOCK_TOLERANCE) <= 0;
  }
}
