package dev.cascade.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prometheus's own checker. */
record Promtool(Path executable) {

  private static final String MISSING =
      "promtool is missing, so the alert rules are not tested; install it with: apt-get install prometheus";

  /** The one on the path. Where it must be there (CASCADE_CI), it is an error that it is not. */
  static Promtool installed() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "promtool"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Promtool::new)
        .orElseGet(Promtool::missing);
  }

  private static Promtool missing() {
    System.out.println(MISSING);
    return System.getenv("CASCADE_CI") != null ? fail(MISSING) : abort(MISSING);
  }

  /** Runs it in the folder; whatever it complains about is an error. */
  void run(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        fail(String.join(" ", command) + ":\n" + output);
      }
    } catch (IOException e) {
      fail("promtool cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("Interrupted", e);
    }
  }
}
