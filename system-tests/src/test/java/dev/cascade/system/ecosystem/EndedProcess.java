package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a process ended.
 *
 * @param exitCode of the process
 * @param output what it wrote, errors too
 */
public record EndedProcess(int exitCode, String output) {

  /** For what has nothing to do but to say what is wrong, or one thing. */
  static final Duration USUAL_BOUND = Duration.ofSeconds(60);

  /**
   * Runs a process to its end, which is brought about when it does not come.
   *
   * @param file where it writes
   * @throws AssertionError when it does not end by itself within the bound
   */
  static EndedProcess of(ProcessBuilder builder, Path file, Duration bound) throws IOException {
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(file.toFile()))
            .start();
    try {
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            String.join(" ", builder.command()) + " does not end: " + Files.readString(file));
      }
      return new EndedProcess(process.exitValue(), Files.readString(file));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while running " + builder.command(), e);
    } finally {
      process.destroyForcibly();
    }
  }
}
