package dev.cascade.local.run;

import dev.cascade.local.platform.ForeignRegistry;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.schemas.access.ClientFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether an ecosystem has a broker and a registry of its own, or uses those that others run. That
 * is decided with its first start and stays so, since its local stores belong to the records there.
 */
public final class HomePlatform {

  private static final Pattern SERVERS =
      Pattern.compile("[^,\\s]+:[0-9]{1,5}(,[^,\\s]+:[0-9]{1,5})*");

  private final Installation installation;
  private final Progress progress;

  /**
   * What was asked for; null where nothing was.
   *
   * @param kafka brokers of others, {@code host:port} with commas between
   * @param kafkaConfig a properties file for Kafka's clients
   * @param registry the base URL of a registry of others
   * @param registryCredentials a file with {@code NAME:PASSWORD} of who may register there
   */
  public record Wish(
      @Nullable String kafka,
      @Nullable Path kafkaConfig,
      @Nullable String registry,
      @Nullable Path registryCredentials) {

    boolean isNothing() {
      return kafka == null
          && kafkaConfig == null
          && registry == null
          && registryCredentials == null;
    }
  }

  /** Of that installation; says what it finds. */
  public HomePlatform(Installation installation, Progress progress) {
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Decides. What is kept already need not be said again; addresses and files may change.
   *
   * @param aboutOwn the options that were given about brokers of the home's own
   * @throws ServerFailedException when the home has a broker or registry of its own
   * @throws IllegalArgumentException when what is wished for cannot be
   */
  public void settle(Wish wish, List<String> aboutOwn) {
    HomeSettings kept = HomeSettings.of(installation.home());
    HomeSettings changed = kept.with(settings(wish, kept));
    if (changed.kafka().isPresent() && !aboutOwn.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is about brokers of this home's own; with --kafka, whoever runs them decides that"
              .formatted(String.join(", ", aboutOwn)));
    }
    if (!wish.isNothing()) {
      refuseWhatIsOwn("--kafka", kept.kafka().isEmpty() && wish.kafka() != null, "kafka");
      refuseWhatIsOwn(
          "--registry", kept.registry().isEmpty() && wish.registry() != null, "registry");
      changed.keep(installation.home());
      kept = changed;
    }
    kept.kafka().ifPresent(it -> progress.line("It uses the Kafka of others at " + it));
    kept.registry().ifPresent(it -> progress.line("It uses the registry of others at " + it));
  }

  /** What deleting the home does not delete; empty when nothing is elsewhere. */
  public static List<String> elsewhere(Installation installation) {
    HomeSettings kept = HomeSettings.of(installation.home());
    return List.of(
            kept.kafka().map(it -> "the topics and records at " + it),
            kept.registry().map(it -> "the schemas at " + it))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Map<String, String> settings(Wish wish, HomeSettings kept) {
    Map<String, String> settings = new HashMap<>();
    if (wish.kafka() != null) {
      settings.put(HomeSettings.KAFKA, servers(wish.kafka()));
    }
    if (wish.kafkaConfig() != null) {
      requireWith("--kafka-config", "--kafka", wish.kafka() != null || kept.kafka().isPresent());
      settings.put(HomeSettings.KAFKA_CONFIG, clientFile(wish.kafkaConfig()));
    }
    if (wish.registry() != null) {
      settings.put(HomeSettings.REGISTRY, registry(wish.registry()));
    }
    if (wish.registryCredentials() != null) {
      requireWith(
          "--registry-credentials",
          "--registry",
          wish.registry() != null || kept.registry().isPresent());
      settings.put(HomeSettings.REGISTRY_CREDENTIALS, credentials(wish.registryCredentials()));
    }
    return settings;
  }

  private static void requireWith(String option, String other, boolean isThere) {
    if (!isThere) {
      throw new IllegalArgumentException(
          option + " says how to use " + other + ", which is missing");
    }
  }

  private static String servers(String given) {
    if (!SERVERS.matcher(given).matches()) {
      throw new IllegalArgumentException(
          "--kafka must be HOST:PORT, several with commas between, not '" + given + "'");
    }
    return given;
  }

  private static String clientFile(Path given) {
    try {
      List<String> others = ClientFile.keysBeyondSecurity(ClientFile.settings(given));
      if (others.isEmpty()) {
        return given.toAbsolutePath().normalize().toString();
      }
      throw new IllegalArgumentException(
          "--kafka-config %s has %s; it may have security.*, sasl.* and ssl.* only"
              .formatted(given, String.join(", ", others)));
    } catch (IOException e) {
      throw new IllegalArgumentException("--kafka-config " + given + " cannot be read: " + e, e);
    }
  }

  private static String registry(String given) {
    try {
      URI uri = URI.create(given.replaceAll("/+$", ""));
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri.toString();
      }
    } catch (IllegalArgumentException e) {
      // Told below, with what it must be.
    }
    throw new IllegalArgumentException(
        "--registry must be http://HOST:PORT or https://..., not '" + given + "'");
  }

  private static String credentials(Path given) {
    try {
      ForeignRegistry.credentials(given);
      return given.toAbsolutePath().normalize().toString();
    } catch (ServerFailedException e) {
      throw new IllegalArgumentException("--registry-credentials " + e.getMessage(), e);
    }
  }

  private void refuseWhatIsOwn(String option, boolean isNew, String part) {
    if (isNew && Files.exists(installation.data(part))) {
      throw new ServerFailedException(
          """
          %s holds an ecosystem with a %s of its own, and the data in it.
          CASCADE_HOME=another-folder ./cascade up %s ... starts another beside it; \
          ./cascade reset deletes this one.\
          """
              .formatted(installation.home(), part, option));
    }
  }
}
