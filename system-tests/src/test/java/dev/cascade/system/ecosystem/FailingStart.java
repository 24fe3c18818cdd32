package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a packaged service says before it ends by itself. */
public final class FailingStart {

  private FailingStart() {}

  /**
   * Starts the service with that environment and waits for its end.
   *
   * @param properties such as {@code -Dkey=value}
   * @throws AssertionError when it runs
   */
  public static EndedProcess of(
      String service, Map<String, String> environment, String... properties) {
    try {
      Path log = Files.createTempFile(service, ".log");
      try {
        return run(PackagedService.of(service, properties), environment, log);
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EndedProcess run(ProcessBuilder builder, Map<String, String> environment, Path log)
      throws IOException {
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    return EndedProcess.of(builder, log, EndedProcess.USUAL_BOUND);
  }
}
