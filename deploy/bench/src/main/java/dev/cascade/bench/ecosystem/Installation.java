package dev.cascade.bench.ecosystem;

import dev.cascade.schemas.access.ClientFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the ecosystem under test lives on this machine.
 *
 * @param root the checkout
 * @param home the folder of its state
 * @param portOffset what is added to every port
 */
public record Installation(Path root, Path home, int portOffset) {

  /**
   * Reads {@code CASCADE_ROOT}, {@code CASCADE_HOME} and {@code CASCADE_PORT_OFFSET}. Without a
   * root, it is the closest folder, from the given one upwards, that holds the build.
   *
   * @throws IllegalArgumentException when there is no such folder, or the offset is no number
   */
  public static Installation of(Path start, Map<String, String> environment) {
    Path root = rootOf(start.toAbsolutePath().normalize(), environment);
    Path home = root.resolve(environment.getOrDefault("CASCADE_HOME", ".cascade"));
    String offset = environment.getOrDefault("CASCADE_PORT_OFFSET", "0").strip();
    try {
      return new Installation(root, home.normalize(), Integer.parseInt(offset));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("CASCADE_PORT_OFFSET is not a number: " + offset, e);
    }
  }

  private static Path rootOf(Path start, Map<String, String> environment) {
    String named = environment.get("CASCADE_ROOT");
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalArgumentException(start + " is not inside a checkout of Cascade");
  }

  /** Where Kafka listens. */
  public String bootstrapServers() {
    return "127.0.0.1:" + (9092 + portOffset);
  }

  /** How a client is the owner of a secured broker; nothing for one that asks nobody. */
  public Map<String, String> ownerSettings() {
    Path file = home.resolve("secrets/owner.properties");
    try {
      return Files.exists(file) ? ClientFile.settings(file) : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** Whether the services ask who calls. */
  boolean isSecured() {
    return Files.exists(home.resolve("secrets/token-signing-key.json"));
  }

  /** Where the schema registry listens. */
  public String registryUrl() {
    return url(8090);
  }

  /** The base URL of whatever has that port by default. */
  public String url(int defaultPort) {
    return "http://127.0.0.1:" + (defaultPort + portOffset);
  }

  /** Where results are written. */
  public Path results() {
    return home.resolve("bench");
  }
}
