package dev.cascade.local.platform;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the build laid out the programs of the platform.
 *
 * @param root the folder that holds {@code kafka}, {@code registry} and {@code greenmail}
 */
public record PlatformDirectory(Path root) {

  private static final String PROPERTY = "cascade.platform";

  /**
   * The folder that the system property {@code cascade.platform} names.
   *
   * @throws IllegalStateException when the property is missing or names no such folder
   */
  public static PlatformDirectory fromSystemProperty() {
    String named = System.getProperty(PROPERTY);
    if (named == null) {
      throw new IllegalStateException("The system property " + PROPERTY + " is not set");
    }
    PlatformDirectory directory = new PlatformDirectory(Path.of(named).toAbsolutePath());
    if (!Files.isDirectory(directory.kafkaLibraries())) {
      throw new IllegalStateException(
          "No platform under " + directory.root() + ": build deploy/local, it lays it out");
    }
    return directory;
  }

  Path kafkaLibraries() {
    return root.resolve("kafka").resolve("lib");
  }

  Path kafkaLogConfiguration() {
    return root.resolve("kafka").resolve("config").resolve("log4j2.xml");
  }

  Path registryJar() {
    return root.resolve("registry").resolve("quarkus-run.jar");
  }

  Path greenmailJar() {
    return root.resolve("greenmail").resolve("greenmail-standalone.jar");
  }

  Path greenmailLogConfiguration() {
    return root.resolve("greenmail").resolve("log4j2.xml");
  }
}
