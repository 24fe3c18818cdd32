package dev.cascade.bench.ecosystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The processes of the ecosystem, as the launcher has noted them. */
public final class Processes {

  private final Path runFolder;

  /** Those of an installation. */
  public Processes(Installation installation) {
    runFolder = installation.home().resolve("run");
  }

  /** The process of a part, empty when it does not run. */
  public Optional<ProcessHandle> find(Part part) {
    try {
      String note = Files.readString(runFolder.resolve(part.label() + ".pid")).strip();
      return ProcessHandle.of(Long.parseLong(note.split("\\s+", 2)[0]))
          .filter(ProcessHandle::isAlive);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** All that run. */
  public Map<Part, ProcessHandle> running() {
    Map<Part, ProcessHandle> running = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      find(part).ifPresent(process -> running.put(part, process));
    }
    return running;
  }
}
