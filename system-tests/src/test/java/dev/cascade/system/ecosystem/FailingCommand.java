package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code ./cascade} said of something that it cannot do.
 *
 * @param exitCode of the process
 * @param output what it wrote, errors too
 */
public record FailingCommand(int exitCode, String output) {

  private static final long LONGEST_SECONDS = 60;

  /**
   * Runs it with a state folder of its own, where nothing was ever started.
   *
   * @throws AssertionError when it does not end by itself
   */
  public static FailingCommand of(List<String> arguments, Map<String, String> environment) {
    try {
      Path home = Files.createTempDirectory("cascade-home");
      Path output = home.resolve("output.txt");
      List<String> command =
          new ArrayList<>(List.of(Ecosystem.repository().resolve("cascade").toString()));
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(Ecosystem.repository().toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder
          .environment()
          .putAll(Map.of("CASCADE_HOME", home.toString(), "CASCADE_NO_BUILD", "1"));
      builder.environment().putAll(environment);
      return new FailingCommand(exitCode(builder.start(), command), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int exitCode(Process process, List<String> command) {
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(String.join(" ", command) + " hangs");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while running " + command, e);
    } finally {
      process.destroyForcibly();
    }
  }
}
