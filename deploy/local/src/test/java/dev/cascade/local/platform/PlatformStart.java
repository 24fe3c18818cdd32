package dev.cascade.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What servers of a test start with, whichever they are; it starts none itself. */
final class PlatformStart {

  static final Duration BOUND = Duration.ofSeconds(90);

  private PlatformStart() {}

  /**
   * A fresh folder below the build's output.
   *
   * @param name with a blank in it, since users' folders have some
   */
  static Path folder(String name) {
    try {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
