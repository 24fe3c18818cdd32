package dev.cascade.local.run;

import dev.cascade.local.platform.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Notes which process runs which server. A process id alone proves nothing, the system gives it out
 * again; together with the time at which the process started it does.
 *
 * @param directory one file for each server
 */
public record RunFolder(Path directory) {

  /** Notes that this process runs the server. */
  public void remember(String server, ProcessHandle process) {
    String line = process.pid() + " " + ProcessBirth.of(process).text() + "\n";
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
                .filter(process -> note.birth().isSame(ProcessBirth.of(process))));
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

  private record Note(long pid, ProcessBirth birth) {}

  private Optional<Note> noted(String server) {
    try {
      String[] words = Files.readString(file(server)).strip().split(" ", 2);
      return Optional.of(new Note(Long.parseLong(words[0]), ProcessBirth.parse(words[1])));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private Path file(String server) {
    return directory.resolve(server + ".pid");
  }
}
