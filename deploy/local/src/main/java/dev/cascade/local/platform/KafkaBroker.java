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
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A real Kafka broker, one node that is its own controller (KRaft), on the loopback interface. */
public final class KafkaBroker extends PlatformServer {

  private static final String HOST = "127.0.0.1";
  private static final int NODE_ID = 1;
  private static final Duration FORMAT_BOUND = Duration.ofSeconds(60);

  private final Builder settings;

  private KafkaBroker(Builder settings) {
    super("kafka", settings.log());
    this.settings = settings;
  }

  /** A broker on ports 9092 and 9093; the data directory has to be named. */
  public static Builder builder() {
    return new Builder();
  }

  /** What clients connect to. */
  public String bootstrapServers() {
    return HOST + ":" + settings.port;
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
    return !isAlive() && CrashedBroker.left(logs());
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
    } else if (CrashedBroker.left(logs())) {
      Path alone = settings.data().resolve("controller.properties");
      write(alone, settings.controllerSettings());
      new CrashedBroker(NODE_ID, controllerClient(), small("kafka.Kafka", alone)).retire();
    }
  }

  private Map<String, Object> controllerClient() {
    Map<String, Object> client = client(BrokerSecrets.OWNER);
    client.remove(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    client.put(
        AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, HOST + ":" + settings.controllerPort);
    return client;
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    ports.put("clients", settings.port);
    ports.put("controller", settings.controllerPort);
    return ports;
  }

  @Override
  protected ServerLaunch launch() {
    return java(settings.javaOptions, "kafka.Kafka", configuration().toString());
  }

  @Override
  protected boolean answers() {
    if (!Ports.accepts(HOST, settings.port)) {
      return false;
    }
    Map<String, Object> client = client(BrokerSecrets.OWNER);
    client.put(AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
    try (Admin admin = Admin.create(client)) {
      return !admin.describeCluster(new DescribeClusterOptions()).nodes().get().isEmpty();
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
                Uuid.randomUuid().toString(),
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
    List<String> command = new ArrayList<>();
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

    private int port = 9092;
    private int controllerPort = 9093;
    private @Nullable BrokerSecrets secrets;
    private final Map<String, String> additional = new LinkedHashMap<>();

    private Builder() {
      super(
          "-Xms128m",
          "-Xmx384m",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true");
    }

    /** The port that clients connect to. */
    public Builder port(int clients) {
      port = clients;
      return this;
    }

    /** The port that the broker talks to its own controller through. */
    public Builder controllerPort(int controller) {
      controllerPort = controller;
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
      String clients =
          (secrets == null ? "PLAINTEXT" : SecuredSettings.LISTENER) + "://" + HOST + ":" + port;
      all.put("listeners", clients + ",CONTROLLER://" + HOST + ":" + controllerPort);
      all.put("advertised.listeners", clients);
      all.put("node.id", Integer.toString(NODE_ID));
      all.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
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
      String controller = "CONTROLLER://" + HOST + ":" + controllerPort;
      all.put("process.roles", "controller");
      all.put("listeners", controller);
      all.put("advertised.listeners", controller);
      return all;
    }
  }
}
