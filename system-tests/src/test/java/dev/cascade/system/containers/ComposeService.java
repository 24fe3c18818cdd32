package dev.cascade.system.containers;

import com.github.dockerjava.api.model.HealthCheck;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A service of a compose file.
 *
 * @param said what the file says of it
 */
record ComposeService(String name, Map<String, Object> said) {

  /** What is understood here; anything else would be left out without a word. */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "image",
          "environment",
          "ports",
          "volumes",
          "tmpfs",
          "user",
          "read_only",
          "cap_drop",
          "security_opt",
          "mem_limit",
          "stop_grace_period",
          "entrypoint",
          "healthcheck",
          "depends_on");

  /** What containers that somebody else starts and stops have no use for. */
  private static final Set<String> NOT_NEEDED = Set.of("build", "restart");

  private static final int KIBI = 1024;

  ComposeService {
    Set<String> unknown =
        said.keySet().stream()
            .filter(key -> !UNDERSTOOD.contains(key) && !NOT_NEEDED.contains(key))
            .collect(Collectors.toSet());
    if (!unknown.isEmpty()) {
      throw new AssertionError("Not understood of " + name + ": " + unknown);
    }
  }

  String image() {
    return Said.text(said, "image");
  }

  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    Said.map(said, "environment").forEach((key, value) -> environment.put(key, value.toString()));
    return environment;
  }

  List<String> ports() {
    return Said.list(said, "ports");
  }

  /** The folders whose content outlives the process. */
  List<String> volumes() {
    return Said.list(said, "volumes").stream()
        .map(volume -> volume.substring(volume.indexOf(':') + 1))
        .toList();
  }

  /** Folders in memory, each with its options. */
  Map<String, String> tmpfs() {
    return Said.list(said, "tmpfs").stream()
        .map(tmpfs -> tmpfs.split(":", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts.length > 1 ? parts[1] : ""));
  }

  Optional<String> user() {
    return Optional.of(Said.text(said, "user")).filter(user -> !user.isEmpty());
  }

  boolean isReadOnly() {
    return Boolean.parseBoolean(Said.text(said, "read_only"));
  }

  /** Names of capabilities that it does not get. */
  List<String> withoutCapabilities() {
    return Said.list(said, "cap_drop");
  }

  List<String> securityOptions() {
    return Said.list(said, "security_opt");
  }

  /** How much memory it gets, as in {@code 512m}. */
  Optional<Long> memoryBytes() {
    String limit = Said.text(said, "mem_limit");
    return limit.endsWith("m")
        ? Optional.of(Long.parseLong(limit.substring(0, limit.length() - 1)) * KIBI * KIBI)
        : Optional.empty();
  }

  /** How long it may take to end. */
  Duration grace() {
    String grace = Said.text(said, "stop_grace_period");
    return grace.isEmpty() ? Duration.ofSeconds(10) : seconds(grace);
  }

  List<String> entrypoint() {
    return Said.list(said, "entrypoint");
  }

  /** The check that takes the place of its image's. */
  Optional<HealthCheck> healthCheck() {
    Map<String, Object> check = Said.map(said, "healthcheck");
    return check.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HealthCheck()
                .withTest(Said.list(check, "test"))
                .withInterval(seconds(Said.text(check, "interval")).toNanos())
                .withTimeout(seconds(Said.text(check, "timeout")).toNanos())
                .withRetries(Integer.valueOf(Said.text(check, "retries"))));
  }

  /** The services that come before it. */
  Set<String> dependsOn() {
    return Said.map(said, "depends_on").keySet();
  }

  /** Whether it has something to do and then ends; all others can be asked from outside. */
  boolean endsByItself() {
    return ports().isEmpty();
  }

  private static Duration seconds(String text) {
    return Duration.parse("PT" + text);
  }
}
