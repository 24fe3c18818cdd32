package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Committed logs of the packaged simulator, with something switched off in it. */
public final class SimulatedLogs {

  private SimulatedLogs() {}

  /**
   * Runs seeds to their ends and gives a file for each.
   *
   * @param without what is switched off, as the simulator calls it
   * @param folder gets a folder of these seeds alone
   */
  public static List<Path> of(String without, long from, int seeds, Path folder) {
    Path logs = folder.resolve(without + "-" + from);
    Path jar = Path.of("..", "simulation", "target", "simulation.jar").toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.config.file=/dev/null",
            "-jar",
            jar.toString(),
            "--without",
            without,
            "--from",
            Long.toString(from),
            "--seeds",
            Integer.toString(seeds),
            "--committed",
            logs.toString());
    try {
      Files.createDirectory(logs);
      Path log = Files.createTempFile("simulation", ".log");
      EndedProcess ended = EndedProcess.of(builder, log, EndedProcess.USUAL_BOUND);
      Files.delete(log);
      if (ended.exitCode() != 0) {
        throw new AssertionError(
            "The simulator ends with " + ended.exitCode() + ": " + ended.output());
      }
      try (Stream<Path> files = Files.list(logs)) {
        return files.sorted().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
