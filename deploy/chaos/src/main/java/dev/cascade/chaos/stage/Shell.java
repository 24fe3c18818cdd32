package dev.cascade.chaos.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command of the system, run to its end. */
final class Shell {

  private static final int BOUND_SECONDS = 20;

  private Shell() {}

  /**
   * What became of a command.
   *
   * @param worked whether it ended with 0, in time
   * @param said what it wrote
   */
  record Result(boolean worked, String said) {}

  static Result run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> all(process));
      if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(false, String.join(" ", command) + " takes too long");
      }
      return new Result(process.exitValue() == 0, said.join());
    } catch (IOException e) {
      return new Result(false, command[0] + " is not here: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(false, "interrupted");
    }
  }

  /** What it says until its end, read meanwhile: a full pipe would keep it from ending. */
  private static String all(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs one that has to work.
   *
   * @throws IllegalStateException with what it said, when it does not
   */
  static void must(String... command) {
    Result result = run(command);
    if (!result.worked()) {
      throw new IllegalStateException(String.join(" ", command) + ": " + result.said());
    }
  }
}
