package dev.cascade.local.platform;

import java.io.IOException;
import java.io.Writer;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.Uuid;

/** A real Kafka broker, one node that is its own controller (KRaft), on the loopback interface. */
public final class KafkaBroker extends PlatformServer {

  private static final String HOST = "127.0.0.1";
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

  /** Writes the configuration, and formats the storage unless an earlier start did. */
  @Override
  protected void prepare() throws IOException, InterruptedException {
    Files.createDirectories(settings.data());
    writeConfiguration();
    if (!Files.exists(settings.data().resolve("log").resolve("meta.properties"))) {
      formatStorage();
    }
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
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
            AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 20,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
    try (Admin admin = Admin.create(client)) {
      return !admin.describeCluster(new DescribeClusterOptions()).nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void writeConfiguration() throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings.brokerSettings());
    try (Writer file = Files.newBufferedWriter(configuration())) {
      properties.store(file, "Written at each start");
    }
  }

  private Path configuration() {
    return settings.data().resolve("server.properties");
  }

  private void formatStorage() throws IOException, InterruptedException {
    Process format =
        java(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"),
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                configuration().toString())
            .start();
    if (!format.waitFor(FORMAT_BOUND) || format.exitValue() != 0) {
      format.destroyForcibly();
      throw new IOException(
          "Kafka cannot format its storage " + settings.data() + ": " + lastLines(3));
    }
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
      String clients = "PLAINTEXT://" + HOST + ":" + port;
      all.put("listeners", clients + ",CONTROLLER://" + HOST + ":" + controllerPort);
      all.put("advertised.listeners", clients);
      all.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
      all.put("log.dirs", data().resolve("log").toString());
      all.putAll(additional);
      return all;
    }
  }
}
