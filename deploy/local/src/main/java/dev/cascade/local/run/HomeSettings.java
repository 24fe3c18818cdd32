package dev.cascade.local.run;

import dev.cascade.local.platform.ServerFailedException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/**
 * What an ecosystem is made of, kept in its home: whose brokers and how many cannot be changed once
 * there are data; how many instances a service has, can.
 *
 * @param values as the file {@code settings.properties} has them; empty for one broker that has
 *     everything by default
 */
public record HomeSettings(Properties values) {

  static final String BROKERS = "brokers";
  static final String KAFKA = "kafka";
  static final String KAFKA_CONFIG = "kafka.config";
  static final String REGISTRY = "registry";
  private static final String EXTRAS = "extras";
  private static final String SERVICES = "services";
  static final String REGISTRY_CREDENTIALS = "registry.credentials";

  /** The cluster of others that the home's stores belong to. */
  private static final String THEIR_CLUSTER = "kafka.cluster.id";

  private static final String NEW_TOPICS = "kafka.new-topics";

  /** The ports of so many instances are kept free. */
  static final int MOST_INSTANCES = 9;

  private static final int MOST_BROKERS = 3;
  private static final String INSTANCES = "instances.";

  private static final String CLUSTER = "cluster.id";
  private static final String FILE = "settings.properties";
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Reads them.
   *
   * @throws ServerFailedException when the file cannot be read or says what is not understood
   */
  public static HomeSettings of(Path home) {
    Properties values = new Properties();
    Path file = file(home);
    if (Files.exists(file)) {
      try (Reader text = Files.newBufferedReader(file)) {
        values.load(text);
      } catch (IOException | IllegalArgumentException e) {
        throw new ServerFailedException(file + " cannot be read: " + e.getMessage(), e);
      }
      if (!List.of("1", "3").contains(values.getProperty(BROKERS, "1"))) {
        throw new ServerFailedException(file + ": " + BROKERS + " must be 1 or 3");
      }
      ServiceBuild.of(
          file + ": " + SERVICES, values.getProperty(SERVICES, ServiceBuild.JVM.word()));
      for (String key : values.stringPropertyNames()) {
        if (key.startsWith(INSTANCES) && !values.getProperty(key).matches("[1-9]")) {
          throw new ServerFailedException(
              "%s: %s must be 1 to %d".formatted(file, key, MOST_INSTANCES));
        }
      }
    }
    return new HomeSettings(values);
  }

  /** Those of a home; empty when they cannot be read. */
  static Optional<HomeSettings> ifReadable(Path home) {
    try {
      return Optional.of(of(home));
    } catch (ServerFailedException e) {
      return Optional.empty();
    }
  }

  /** What is wrong with those of a home; empty when they can be read. */
  static Optional<String> complaint(Path home) {
    try {
      of(home);
      return Optional.empty();
    } catch (ServerFailedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Those of an ecosystem that has all servers that any can have. */
  static HomeSettings ofMostServers() {
    HomeSettings most = ofBrokers(MOST_BROKERS);
    for (ServiceDefinition service : ServiceDefinition.processing()) {
      most = most.withInstances(service.name(), MOST_INSTANCES);
    }
    return most.withExtras(List.of(HomeExtras.CONNECT));
  }

  /** Those of a new ecosystem with so many brokers, and nothing else that is not by default. */
  public static HomeSettings ofBrokers(int brokers) {
    return new HomeSettings(new Properties()).withBrokers(brokers);
  }

  /** The same, of an ecosystem with so many new brokers. */
  HomeSettings withBrokers(int brokers) {
    return with(Map.of(BROKERS, Integer.toString(brokers), CLUSTER, Uuid.randomUuid().toString()));
  }

  /**
   * The same, with one broker somewhere else: on an address of its own, and started by a command
   * that puts it there.
   */
  public HomeSettings withBrokerAt(int id, String host, List<String> wrapper) {
    return with(
        Map.of(
            "broker." + id + ".host",
            host,
            "broker." + id + ".started-by",
            String.join(" ", wrapper)));
  }

  /** The same, with more or with other values. */
  HomeSettings with(Map<String, String> more) {
    Properties all = new Properties();
    all.putAll(values);
    all.putAll(more);
    return new HomeSettings(all);
  }

  /**
   * What is to be known of a cluster that others run.
   *
   * @param hasNewTopics whether this home made its topics, so that nobody else's records are there
   */
  static Map<String, String> cluster(String id, boolean hasNewTopics) {
    return Map.of(THEIR_CLUSTER, id, NEW_TOPICS, Boolean.toString(hasNewTopics));
  }

  /** Brokers of others; empty when the ecosystem has its own. */
  Optional<String> kafka() {
    return value(KAFKA);
  }

  Optional<Path> kafkaConfig() {
    return value(KAFKA_CONFIG).map(Path::of);
  }

  /** The id of the cluster of others that was used until now. */
  Optional<String> cluster() {
    return value(THEIR_CLUSTER);
  }

  boolean hasNewTopics() {
    return value(NEW_TOPICS).filter("true"::equals).isPresent();
  }

  /** The registry of others; empty when the ecosystem has its own. */
  Optional<String> registry() {
    return value(REGISTRY);
  }

  Optional<Path> registryCredentials() {
    return value(REGISTRY_CREDENTIALS).map(Path::of);
  }

  private Optional<String> value(String key) {
    return Optional.ofNullable(values.getProperty(key)).filter(it -> !it.isBlank());
  }

  /** The parts that not every home has. */
  List<String> extras() {
    return value(EXTRAS).map(it -> List.of(it.split(","))).orElse(List.of());
  }

  /** The same, with these extras and no others. */
  HomeSettings withExtras(Collection<String> extras) {
    if (extras.isEmpty() && !values.containsKey(EXTRAS)) {
      return this;
    }
    return with(Map.of(EXTRAS, String.join(",", extras)));
  }

  /** Whether its customers are in a database. */
  public boolean wantsConnect() {
    return extras().contains(HomeExtras.CONNECT);
  }

  /**
   * What its services are started from: as the home says, or else the environment, or else a JVM.
   *
   * @throws ServerFailedException when the environment says what is not understood
   */
  ServiceBuild services() {
    return ServiceBuild.of(
        ServiceBuild.VARIABLE,
        value(SERVICES)
            .orElseGet(() ->
                System.getenv().getOrDefault(ServiceBuild.VARIABLE, ServiceBuild.JVM.word())));
  }

  /** The same, with services that are started from that. */
  HomeSettings withServices(ServiceBuild build) {
    return with(Map.of(SERVICES, build.word()));
  }

  /** How many instances of that service there are. */
  int instances(String service) {
    return Integer.parseInt(values.getProperty(INSTANCES + service, "1"));
  }

  /** Whether that service is reached by way of the entry: it has several instances, or had. */
  boolean isBehindEntry(String service) {
    return values.containsKey(INSTANCES + service);
  }

  /** The same, with so many instances of that service. */
  HomeSettings withInstances(String service, int count) {
    return with(Map.of(INSTANCES + service, Integer.toString(count)));
  }

  /** The same, without the entry for services that have one instance. */
  HomeSettings withoutIdleEntry() {
    Properties busy = new Properties();
    values.forEach((key, value) -> {
      if (!key.toString().startsWith(INSTANCES) || !value.equals("1")) {
        busy.put(key, value);
      }
    });
    return new HomeSettings(busy);
  }

  /** How many brokers there are. */
  public int brokers() {
    return Integer.parseInt(values.getProperty(BROKERS, "1"));
  }

  /**
   * What the storage of all of them is formatted with; another one each time where none is kept.
   */
  String clusterId() {
    return values.getProperty(CLUSTER, Uuid.randomUuid().toString());
  }

  String brokerHost(int id) {
    return values.getProperty("broker." + id + ".host", LOOPBACK);
  }

  List<String> brokerWrapper(int id) {
    String words = values.getProperty("broker." + id + ".started-by", "").strip();
    return words.isEmpty() ? List.of() : List.of(words.split("\\s+"));
  }

  /** Writes them into a home: all of them, or none when that cannot be done. */
  public void keep(Path home) {
    if (values.equals(of(home).values)) {
      return;
    }
    try {
      Files.createDirectories(home);
      StringWriter text = new StringWriter();
      values.store(text, "Made by ./cascade up; ./cascade reset deletes it with the data");
      Path whole = Files.createTempFile(home, FILE, null);
      Files.writeString(whole, text.toString());
      Files.move(whole, file(home), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ServerFailedException("The settings cannot be kept in " + home + ": " + e, e);
    }
  }

  /** Where they are kept. */
  static Path file(Path home) {
    return home.resolve(FILE);
  }
}
