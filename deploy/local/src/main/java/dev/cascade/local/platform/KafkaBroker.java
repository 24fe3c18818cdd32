package dev.cascade.local.platform;

import dev.cascade.local.secrets.BrokerSecrets;
import dev.cascade.local.secrets.PrivateFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker, a node that is a controller too (KRaft), on an address of this machine:
 * alone by default, or one of several that are each other's quorum.
 */
public final class KafkaBroker extends PlatformServer {

  private static final Duration FORMAT_BOUND = Duration.ofSeconds(60);

  private final Builder settings;

  private KafkaBroker(Builder settings) {
    super(settings.name, settings.log());
    this.settings = settings;
  }

  /** A broker on ports 9092 and 9093; the data directory has to be named. */
  public static Builder builder() {
    return new Builder();
  }

  /** What clients connect to. */
  public String bootstrapServers() {
    return settings.self.clients();
  }

  /** Which node of its cluster it is. */
  public int nodeId() {
    return settings.self.id();
  }

  /**
   * How a client of that user gets there; on a broker that is not secured, everybody is nobody.
   *
   * @param user as the files of its secrets are named
   */
  public Map<String, Object> client(String user) {
    Map<String, Object> client = new LinkedHashMap<>();
    if (settings.secrets != null) {
      client.putAll(settings.secrets.client(user));
    }
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return client;
  }

  /** Whether it was stopped other than by a shutdown, and its next start has to mend that first. */
  public boolean hasCrashed() {
    return isAlone() && !isAlive() && CrashedBroker.left(logs());
  }

  // Others have taken over what one of several led, before it can register again.
  private boolean isAlone() {
    return settings.quorum.size() == 1;
  }

  /**
   * Writes the configuration, formats the storage unless an earlier start did, and after a crash
   * takes back what the broker would still believe to lead.
   */
  @Override
  protected void prepare() throws IOException, InterruptedException {
    Files.createDirectories(settings.data());
    write(configuration(), settings.brokerSettings());
    if (!Files.exists(logs().resolve("meta.properties"))) {
      formatStorage();
    } else if (hasCrashed()) {
      Path alone = settings.data().resolve("controller.properties");
      write(alone, settings.controllerSettings());
      new CrashedBroker(nodeId(), controllerClient(), small("kafka.Kafka", alone)).retire();
    }
  }

  private Map<String, Object> controllerClient() {
    Map<String, Object> client = client(BrokerSecrets.OWNER);
    client.remove(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    client.put(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, settings.self.controllers());
    return client;
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    ports.put("clients", settings.self.port());
    ports.put("controller", settings.self.controllerPort());
    return ports;
  }

  @Override
  protected ServerLaunch launch() {
    return java(settings.javaOptions, "kafka.Kafka", configuration().toString());
  }

  @Override
  protected boolean answers() {
    if (!Ports.accepts(settings.self.host(), settings.self.port())) {
      return false;
    }
    Map<String, Object> client = client(BrokerSecrets.OWNER);
    client.put(AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
    try (Admin admin = Admin.create(client)) {
      return admin.describeCluster(new DescribeClusterOptions()).nodes().get().stream()
          .anyMatch(node -> node.id() == nodeId());
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void write(Path configuration, Map<String, String> settings) throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    StringWriter text = new StringWriter();
    properties.store(text, "Written at each start");
    PrivateFile.write(configuration, text.toString());
  }

  private Path logs() {
    return settings.data().resolve("log");
  }

  private Path configuration() {
    return settings.data().resolve("server.properties");
  }

  private void formatStorage() throws IOException, InterruptedException {
    Process format =
        small(
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                settings.clusterId,
                "--config",
                configuration())
            .start();
    if (!format.waitFor(FORMAT_BOUND) || format.exitValue() != 0) {
      format.destroyForcibly();
      throw new IOException(
          "Kafka cannot format its storage " + settings.data() + ": " + lastLines(3));
    }
  }

  /** Something of Kafka's that runs for moments only. */
  private ServerLaunch small(Object... mainAndArguments) {
    return java(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"),
        Stream.of(mainAndArguments).map(Object::toString).toArray(String[]::new));
  }

  private ServerLaunch java(List<String> options, String... mainAndArguments) {
    List<String> command = new ArrayList<>(settings.wrapper);
    command.add(ServerLaunch.java());
    command.addAll(options);
    command.add(
        "-Dlog4j2.configurationFile=" + settings.platform().kafkaLogConfiguration().toUri());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(settings.platform().kafkaLibraries() + java.io.File.separator + "*");
    command.addAll(List.of(mainAndArguments));
    return new ServerLaunch(command, Map.of(), settings.data(), log(), settings.detached);
  }

  /** What a broker is started with. */
  public static final class Builder extends ServerBuilder<Builder> {

    private String name = "kafka";
    private BrokerNode self = new BrokerNode(1, "127.0.0.1", 9092, 9093);
    private List<BrokerNode> quorum = List.of(self);
    private String clusterId = Uuid.randomUuid().toString();
    private List<String> wrapper = List.of();
    private @Nullable BrokerSecrets secrets;
    private final Map<String, String> additional = new LinkedHashMap<>();

    private Builder() {
      super(
          "-Xms128m",
          "-Xmx384m",
          "-XX:+UseSerialGC",
          // The second compiler, five times later than by default: in a broker's first minute it
          // took a third of a core, and orders waited for it. See docs/BENCHMARKS.md.
          "-XX:Tier4InvocationThreshold=25000",
          "-XX:Tier4MinInvocationThreshold=3000",
          "-XX:Tier4CompileThreshold=75000",
          "-XX:Tier4BackEdgeThreshold=200000",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true");
    }

    /** The port that clients connect to. */
    public Builder port(int clients) {
      return alone(new BrokerNode(self.id(), self.host(), clients, self.controllerPort()));
    }

    /** The port that the broker talks to its own controller through. */
    public Builder controllerPort(int controller) {
      return alone(new BrokerNode(self.id(), self.host(), self.port(), controller));
    }

    private Builder alone(BrokerNode node) {
      self = node;
      quorum = List.of(node);
      return this;
    }

    /**
     * Makes it one of several that keep copies for each other; each is told of the same.
     *
     * @param called what people call this one
     * @param node this one
     * @param all the cluster, this one among them
     * @param cluster the id that the storage of all of them is formatted with
     */
    public Builder oneOf(String called, BrokerNode node, List<BrokerNode> all, String cluster) {
      name = called;
      self = node;
      quorum = List.copyOf(all);
      clusterId = cluster;
      return this;
    }

    /** Starts it by this command, which gets the broker's own as its further arguments. */
    public Builder startedBy(List<String> command) {
      wrapper = List.copyOf(command);
      return this;
    }

    /** Lets nobody in without a password, and permits only what is granted. */
    public Builder secured(BrokerSecrets by) {
      secrets = by;
      return this;
    }

    /** A broker setting beyond, or instead of, those that a local run needs. */
    public Builder setting(String key, String value) {
      additional.put(key, value);
      return this;
    }

    /** The broker, not started. */
    public KafkaBroker build() {
      return new KafkaBroker(this);
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    String logName() {
      return "kafka.log";
    }

    Map<String, String> brokerSettings() {
      Map<String, String> all = new LinkedHashMap<>(BrokerSettings.LOCAL);
      all.putAll(ClusterSettings.of(quorum.size()));
      String clients =
          (secrets == null ? "PLAINTEXT" : SecuredSettings.LISTENER) + "://" + self.clients();
      all.put("listeners", clients + ",CONTROLLER://" + self.controllers());
      all.put("advertised.listeners", clients);
      all.put("node.id", Integer.toString(self.id()));
      all.put(
          "controller.quorum.voters",
          quorum.stream()
              .map(node -> node.id() + "@" + node.controllers())
              .collect(Collectors.joining(",")));
      all.put("log.dirs", data().resolve("log").toString());
      if (secrets != null) {
        all.putAll(SecuredSettings.of(secrets));
      }
      all.putAll(additional);
      return all;
    }

    /** The same node as a controller only. */
    Map<String, String> controllerSettings() {
      Map<String, String> all = brokerSettings();
      String controller = "CONTROLLER://" + self.controllers();
      all.put("process.roles", "controller");
      all.put("listeners", controller);
      all.put("advertised.listeners", controller);
      return all;
    }
  }
}
