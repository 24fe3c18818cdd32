package dev.cascade.bench.ecosystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** The processes of the ecosystem, as the launcher has noted them. */
public final class Processes {

  private static final String PID = ".pid";
  private static final String ENTRY = "entry";

  private final Path runFolder;

  /** Those of an installation. */
  public Processes(Installation installation) {
    runFolder = installation.home().resolve("run");
  }

  /** The process of a part, the first one where it has several; empty when it does not run. */
  public Optional<ProcessHandle> find(Part part) {
    return find(part.label());
  }

  private Optional<ProcessHandle> find(String name) {
    try {
      String note = Files.readString(runFolder.resolve(name + PID)).strip();
      return ProcessHandle.of(Long.parseLong(note.split("\\s+", 2)[0]))
          .filter(ProcessHandle::isAlive);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** How many instances of a service run. */
  public int instances(Part service) {
    return (int)
        running().keySet().stream().filter(name -> partOf(name).equals(service.label())).count();
  }

  /** All that run and are measured, by the launcher's names for them. */
  public SequencedMap<String, ProcessHandle> running() {
    List<String> measured =
        Stream.concat(Arrays.stream(Part.values()).map(Part::label), Stream.of(ENTRY)).toList();
    SequencedMap<String, ProcessHandle> running = new LinkedHashMap<>();
    names().stream()
        .filter(name -> measured.contains(partOf(name)))
        .sorted(
            Comparator.<String>comparingInt(name -> measured.indexOf(partOf(name)))
                .thenComparing(Comparator.naturalOrder()))
        .forEach(name -> find(name).ifPresent(process -> running.put(name, process)));
    return running;
  }

  /** The label of the part that a process is an instance of. */
  public static String partOf(String name) {
    return name.replaceFirst("#.*", "");
  }

  private List<String> names() {
    try (Stream<Path> notes = Files.list(runFolder)) {
      return notes
          .map(note -> note.getFileName().toString())
          .filter(name -> name.endsWith(PID))
          .map(name -> name.substring(0, name.length() - PID.length()))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
