package dev.cascade.local.run;

import dev.cascade.local.platform.ForeignRegistry;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.schemas.access.ClientFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  private final Map<String, String> own;

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

  /** Of that installation; says what it finds, and obeys the installer's variables. */
  public HomePlatform(Installation installation, Progress progress) {
    this(installation, progress, System.getenv());
  }

  HomePlatform(Installation installation, Progress progress, Map<String, String> own) {
    this.installation = installation;
    this.progress = progress;
    this.own = own;
  }

  /**
   * Decides. What is kept already need not be said again; brokers' addresses and files may change,
   * and a new address comes with its file or has none.
   *
   * @param aboutOwn the options that were given about brokers of the home's own
   * @throws ServerFailedException when the home has a broker or registry of its own, or what is
   *     wished for cannot be used; nothing is kept then
   * @throws IllegalArgumentException when what is wished for cannot be
   */
  public void settle(Wish wish, List<String> aboutOwn) {
    HomeSettings changed = wished(HomeSettings.of(installation.home()), wish, aboutOwn);
    if (!wish.isNothing()) {
      if (changed.kafka().isPresent()) {
        foreign(changed).cluster();
      }
      changed.keep(installation.home());
    }
    changed.kafka().ifPresent(it -> progress.line("It uses the Kafka of others at " + it));
    changed.registry().ifPresent(it -> progress.line("It uses the registry of others at " + it));
  }

  /**
   * The settings with what was asked for. Whether the cluster can be used is not looked at, and
   * nothing is kept.
   *
   * @param aboutOwn the options that were given about brokers of the home's own
   * @throws ServerFailedException when the home has a broker or registry of its own
   * @throws IllegalArgumentException when what is wished for cannot be
   */
  HomeSettings wished(HomeSettings kept, Wish wish, List<String> aboutOwn) {
    HomeSettings changed = kept.with(settings(wish, kept));
    if (changed.kafka().isPresent() && !aboutOwn.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is about brokers of this home's own; with --kafka, whoever runs them decides that"
              .formatted(String.join(", ", aboutOwn)));
    }
    if (!wish.isNothing()) {
      refuseOwn("--kafka", "kafka", kept.kafka().isEmpty() && wish.kafka() != null);
      refuseOwn("--registry", "registry", kept.registry().isEmpty() && wish.registry() != null);
      refuseOtherRegistry(kept, changed);
    }
    return changed;
  }

  /**
   * Creates what is missing where others run it, before anything of the home's own starts.
   *
   * @throws ServerFailedException when it cannot be used
   */
  public void prepare() {
    HomeSettings kept = HomeSettings.of(installation.home());
    if (kept.kafka().isPresent()) {
      foreign(kept).withTopics().keep(installation.home());
    }
    if (kept.registry().isPresent()) {
      foreign(kept).registerSchemas();
    }
  }

  private ForeignPlatform foreign(HomeSettings settings) {
    return new ForeignPlatform(installation, settings, progress, own);
  }

  /** What deleting the home does not delete; empty when nothing is elsewhere. */
  public static List<String> elsewhere(Installation installation) {
    return HomeSettings.ifReadable(installation.home())
        .map(HomePlatform::elsewhere)
        .orElseGet(() -> List.of("what it has on a Kafka or a registry of others, if it used any"));
  }

  private static List<String> elsewhere(HomeSettings kept) {
    return Stream.of(
            kept.kafka().map(it -> "the topics and records at " + it),
            kept.registry().map(it -> "the schemas at " + it))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Map<String, String> settings(Wish wish, HomeSettings kept) {
    Map<String, String> settings = new HashMap<>();
    if (wish.kafka() != null) {
      settings.put(HomeSettings.KAFKA, servers(wish.kafka()));
      settings.put(HomeSettings.KAFKA_CONFIG, "");
    }
    if (wish.kafkaConfig() != null) {
      requireWith("--kafka-config", "--kafka", wish.kafka() != null || kept.kafka().isPresent());
      settings.put(HomeSettings.KAFKA_CONFIG, clientFile(wish.kafkaConfig()));
    }
    if (wish.registry() != null) {
      settings.put(HomeSettings.REGISTRY, registry(wish.registry()));
      settings.put(HomeSettings.REGISTRY_CREDENTIALS, "");
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
    Map<String, String> settings = read(given);
    List<String> others = ClientFile.keysBeyondSecurity(settings);
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "--kafka-config %s has %s; it may have security.*, sasl.* and ssl.* only"
              .formatted(given, String.join(", ", others)));
    }
    settings.forEach((key, value) -> {
      // Each service reads it in a folder of its own.
      if (key.endsWith(".location") && !Path.of(value).isAbsolute()) {
        throw new IllegalArgumentException(
            "--kafka-config %s: %s must be an absolute path, not '%s'"
                .formatted(given, key, value));
      }
    });
    return given.toAbsolutePath().normalize().toString();
  }

  private static Map<String, String> read(Path given) {
    try {
      return ClientFile.settings(given);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("--kafka-config " + given + " cannot be read: " + e, e);
    }
  }

  private static String registry(String given) {
    try {
      return ForeignRegistry.baseUrl(given).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--registry " + e.getMessage(), e);
    }
  }

  private static String credentials(Path given) {
    try {
      ForeignRegistry.credentials(given);
      return given.toAbsolutePath().normalize().toString();
    } catch (ServerFailedException e) {
      throw new IllegalArgumentException("--registry-credentials " + e.getMessage(), e);
    }
  }

  private void refuseOwn(String option, String part, boolean isNew) {
    boolean isSecured = installation.secrets().exist();
    if (isNew && (isSecured || Files.exists(installation.data(part)))) {
      throw new ServerFailedException(
          """
          %s holds %s.
          CASCADE_HOME=another-folder ./cascade up %s ... starts another beside it; \
          ./cascade reset deletes this one.\
          """
              .formatted(
                  installation.home(),
                  isSecured
                      ? "an ecosystem with keys and users of its own (--secure)"
                      : "an ecosystem with a %s of its own, and the data in it".formatted(part),
                  option));
    }
  }

  /** Records name their schemas by the ids that one registry gave. */
  private void refuseOtherRegistry(HomeSettings kept, HomeSettings changed) {
    if (kept.registry().isPresent() && !kept.registry().equals(changed.registry())) {
      throw new ServerFailedException(
          """
          What this ecosystem has written names its schemas by the ids of the registry at %s, not of %s.
          Take another CASCADE_HOME. If it is the same registry that moved: write its address into %s.\
          """
              .formatted(
                  kept.registry().orElseThrow(),
                  changed.registry().orElseThrow(),
                  HomeSettings.file(installation.home())));
    }
  }
}
