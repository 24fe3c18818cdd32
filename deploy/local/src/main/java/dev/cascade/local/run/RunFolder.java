package dev.cascade.local.run;

import dev.cascade.local.platform.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Notes which process runs which server. A process id alone proves nothing, the system gives it out
 * again; together with the time at which the process started it does.
 *
 * @param directory one file for each server
 */
public record RunFolder(Path directory) {

  // The system derives start times from its boot time, which moves a little with the clock.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);

  /** Notes that this process runs the server. */
  public void remember(String server, ProcessHandle process) {
    String line = process.pid() + " " + startOf(process).toEpochMilli() + "\n";
    try {
      Files.createDirectories(directory);
      Files.writeString(file(server), line);
    } catch (IOException e) {
      throw new UncheckedIOException("Process of " + server + " cannot be noted", e);
    }
  }

  /** The process that runs the server, empty when it has ended. */
  public Optional<ProcessHandle> find(String server) {
    return noted(server)
        .flatMap(note ->
            ProcessHandle.of(note.pid())
                .filter(Processes::isAlive)
                .filter(process -> isSame(startOf(process), note.started())));
  }

  /** Whether the server was started and not stopped, whatever became of it since. */
  public boolean knows(String server) {
    return Files.exists(file(server));
  }

  /** Drops the note. */
  public void forget(String server) {
    try {
      Files.deleteIfExists(file(server));
    } catch (IOException e) {
      throw new UncheckedIOException("Note about " + server + " cannot be dropped", e);
    }
  }

  private record Note(long pid, Instant started) {}

  private Optional<Note> noted(String server) {
    try {
      String[] words = Files.readString(file(server)).strip().split(" ", 2);
      return Optional.of(
          new Note(
              Long.parseLong(words[0]), Instant.ofEpochMilli(Long.parseLong(words[1].strip()))));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isSame(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(CLOCK_TOLERANCE) <= 0;
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private Path file(String server) {
    return directory.resolve(server + ".pid");
  }
}
