package dev.cascade.bench.ecosystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a running service was started, so that the same can be started again.
 *
 * @param words the command
 * @param environment its variables
 */
public record ServiceCommand(List<String> words, Map<String, String> environment) {

  /**
   * The command of the instance that runs.
   *
   * @throws IllegalStateException when none does
   */
  public static ServiceCommand of(Ecosystem ecosystem, Part service) {
    ProcessHandle process =
        ecosystem
            .processes()
            .find(service)
            .orElseThrow(() -> new IllegalStateException(service.label() + " does not run"));
    try {
      Map<String, String> environment = new HashMap<>();
      for (String entry : read(process, "environ")) {
        int split = entry.indexOf('=');
        if (split > 0) {
          environment.put(entry.substring(0, split), entry.substring(split + 1));
        }
      }
      return new ServiceCommand(read(process, "cmdline"), Map.copyOf(environment));
    } catch (IOException e) {
      throw new IllegalStateException("The command of " + service.label() + " is unknown", e);
    }
  }

  /**
   * Starts it once more.
   *
   * @param changes variables that differ
   * @param folder its working folder, which is created and gets its log
   */
  public Process start(Map<String, String> changes, Path folder) {
    try {
      Files.createDirectories(folder);
      ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.environment().putAll(changes);
      return builder
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("service.log").toFile())
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot be started again: " + String.join(" ", words), e);
    }
  }

  private static List<String> read(ProcessHandle process, String file) throws IOException {
    Path path = Path.of("/proc", Long.toString(process.pid()), file);
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    return Arrays.stream(text.split("\0", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
