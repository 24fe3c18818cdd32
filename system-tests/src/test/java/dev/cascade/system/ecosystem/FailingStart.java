package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a packaged service said before it ended by itself.
 *
 * @param exitCode of the process
 * @param output what it wrote, errors too
 */
public record FailingStart(int exitCode, String output) {

  /**
   * Starts the service with that environment and waits for its end.
   *
   * @throws AssertionError when it runs
   */
  public static FailingStart of(String service, Map<String, String> environment) {
    try {
      Path log = Files.createTempFile(service, ".log");
      try {
        int exitCode = run(Ecosystem.jar(service), environment, log);
        return new FailingStart(exitCode, Files.readString(log));
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int run(Path jar, Map<String, String> environment, Path log) throws IOException {
    ProcessBuilder builder = ExtraInstance.java(jar);
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    return EndingProcess.exitCode(builder, log);
  }
}
