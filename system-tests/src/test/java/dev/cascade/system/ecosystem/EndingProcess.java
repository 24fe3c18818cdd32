package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that is expected to end by itself. */
final class EndingProcess {

  private static final long LONGEST_SECONDS = 60;

  private EndingProcess() {}

  /**
   * Runs it to its end, which is brought about when it does not come.
   *
   * @param output where it writes, errors too
   * @return its exit code
   * @throws AssertionError when it does not end by itself
   */
  static int exitCode(ProcessBuilder builder, Path output) throws IOException {
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()))
            .start();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(
            String.join(" ", builder.command()) + " does not end: " + Files.readString(output));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while running " + builder.command(), e);
    } finally {
      process.destroyForcibly();
    }
  }
}
