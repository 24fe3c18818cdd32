package dev.cascade.testing;

import java.nio.file.Path;

/** Starts the broker and the registry that deploy/local lays out, and fills them. */
record PlatformProcesses(String bootstrapServers, String registryUrl) {

  static PlatformProcesses start() {
    throw new UnsupportedOperationException("local-platform is not there yet");
  }

  /** The module's build folder. */
  static Path target() {
    return Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
  }
}
