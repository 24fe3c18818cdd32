package dev.cascade.local.install;

import dev.cascade.local.platform.ForeignRegistry;
import dev.cascade.local.platform.Replication;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.schemas.access.ClientFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * What the installer is told by its environment.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port} with commas between
 * @param clientProperties further configuration of Kafka's client, such as TLS and SASL
 * @param registryUrl base URL of the schema registry
 * @param registryCredentials name and password for the registry, with a colon between
 * @param replication of the topics that are created
 * @param acls whether the brokers are made to permit what the catalogue says, and nothing else, to
 *     its principals
 * @param patience how long broker and registry may take to answer, each
 */
record InstallSettings(
    String bootstrapServers,
    Map<String, Object> clientProperties,
    URI registryUrl,
    Optional<String> registryCredentials,
    Replication replication,
    boolean acls,
    Duration patience) {

  static final String SERVERS = "KAFKA_BOOTSTRAP_SERVERS";
  static final String CLIENT_FILE = "CASCADE_INSTALL_CLIENT_PROPERTIES";
  static final String REGISTRY = "CASCADE_REGISTRY_URL";
  static final String CREDENTIALS = "CASCADE_INSTALL_REGISTRY_CREDENTIALS";
  static final String FACTOR = "CASCADE_INSTALL_REPLICATION_FACTOR";
  static final String MIN_IN_SYNC = "CASCADE_INSTALL_MIN_IN_SYNC_REPLICAS";
  static final String ACLS = "CASCADE_INSTALL_ACLS";
  static final String PATIENCE = "CASCADE_INSTALL_PATIENCE";

  static final Set<String> KNOWN =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              List.of(
                  SERVERS,
                  CLIENT_FILE,
                  REGISTRY,
                  CREDENTIALS,
                  FACTOR,
                  MIN_IN_SYNC,
                  ACLS,
                  PATIENCE)));

  private static final String OURS = "CASCADE_";
  private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);
  private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);

  /**
   * Reads them.
   *
   * @throws RefusedException naming the variable that is missing, unknown or wrong
   */
  static InstallSettings of(Map<String, String> environment) {
    environment.keySet().stream()
        .filter(name -> name.startsWith(OURS) && !KNOWN.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new RefusedException(name + " is not a setting; these are: " + KNOWN);
        });
    return new InstallSettings(
        required(environment, SERVERS),
        value(environment, CLIENT_FILE).map(InstallSettings::properties).orElse(Map.of()),
        registry(required(environment, REGISTRY)),
        value(environment, CREDENTIALS).map(InstallSettings::credentials),
        replication(environment),
        acls(environment),
        patience(environment));
  }

  /** How Kafka's admin client gets to the cluster. */
  Map<String, Object> adminClient() {
    Map<String, Object> client = new HashMap<>(clientProperties);
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
    client.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(Math.min(patience.toMillis(), 30_000)));
    return client;
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static String required(Map<String, String> environment, String name) {
    return value(environment, name).orElseThrow(() -> new RefusedException(name + " is missing"));
  }

  private static Map<String, Object> properties(String file) {
    try {
      return new HashMap<>(ClientFile.settings(Path.of(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedException(CLIENT_FILE + ": " + file + " cannot be read", e);
    }
  }

  private static String credentials(String file) {
    try {
      return ForeignRegistry.credentials(Path.of(file));
    } catch (ServerFailedException e) {
      throw new RefusedException(CREDENTIALS + ": " + e.getMessage(), e);
    }
  }

  private static URI registry(String url) {
    try {
      return ForeignRegistry.baseUrl(url);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(REGISTRY + " " + e.getMessage(), e);
    }
  }

  private static Replication replication(Map<String, String> environment) {
    Optional<Integer> factor = number(environment, FACTOR);
    Optional<Integer> minInSync = number(environment, MIN_IN_SYNC);
    if (factor.isPresent() && minInSync.isPresent() && minInSync.get() > factor.get()) {
      throw new RefusedException(
          "%s is %d, more than the %d replicas of %s: nothing could be written"
              .formatted(MIN_IN_SYNC, minInSync.get(), factor.get(), FACTOR));
    }
    return new Replication(factor.map(Integer::shortValue), minInSync);
  }

  private static Optional<Integer> number(Map<String, String> environment, String name) {
    return value(environment, name)
        .map(text -> {
          if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new RefusedException(name + " must be a number from 1 to 999, not " + text);
          }
          return Integer.valueOf(text);
        });
  }

  private static boolean acls(Map<String, String> environment) {
    String text = value(environment, ACLS).orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new RefusedException(ACLS + " must be true or false, not " + text);
    };
  }

  private static Duration patience(Map<String, String> environment) {
    String text = value(environment, PATIENCE).orElse(DEFAULT_PATIENCE.toString());
    try {
      Duration patience = Duration.parse(text);
      if (patience.isPositive() && patience.compareTo(LONGEST_PATIENCE) <= 0) {
        return patience;
      }
    } catch (DateTimeParseException e) {
      throw new RefusedException(PATIENCE + " must be like PT2M, not " + text, e);
    }
    throw new RefusedException(PATIENCE + " must be above 0, and PT1H at most, not " + text);
  }
}
