package dev.cascade.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A worker of Kafka Connect in distributed mode: what it is to do lies in topics. */
public final class ConnectWorker extends PlatformServer {

  private static final String HOST = "127.0.0.1";

  private final Builder settings;

  private ConnectWorker(Builder settings) {
    super("connect", settings.log());
    this.settings = settings;
  }

  /** A worker on port 8095. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where connectors are looked at and changed. */
  public String url() {
    return "http://" + HOST + ":" + settings.port;
  }

  /** Its connectors. */
  public Connectors connectors() {
    return new Connectors(url());
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    ports.put("http", settings.port);
    return ports;
  }

  @Override
  protected void prepare() throws IOException {
    settings.files().requireWorker();
    Files.createDirectories(settings.data());
    Properties properties = new Properties();
    properties.putAll(settings.worker());
    StringWriter text = new StringWriter();
    properties.store(text, "Written at each start");
    Files.writeString(configuration(), text.toString());
  }

  private Path configuration() {
    return settings.data().resolve("connect.properties");
  }

  @Override
  protected ServerLaunch launch() {
    List<String> command = new ArrayList<>();
    command.add(ServerLaunch.java());
    command.addAll(settings.javaOptions);
    command.addAll(
        List.of(
            "-Dlog4j2.configurationFile=" + settings.files().logConfiguration().toUri(),
            "-cp",
            settings.files().classPath(),
            "org.apache.kafka.connect.cli.ConnectDistributed",
            configuration().toString()));
    return new ServerLaunch(command, Map.of(), settings.data(), log(), settings.detached);
  }

  /** Whether it knows what it has to do, and does it as far as it was told. */
  @Override
  protected boolean answers() {
    return HttpProbe.succeeds(URI.create(url() + "/health")) && failed().isEmpty();
  }

  @Override
  public String complaint() {
    List<String> failed = failed();
    return failed.isEmpty() ? super.complaint() : String.join("; ", failed);
  }

  /** What of it has failed, with the reason; Connect itself does not start it again. */
  private List<String> failed() {
    Optional<JsonNode> all = connectors().states();
    List<String> failed = new ArrayList<>();
    all.ifPresent(states ->
        states
            .properties()
            .forEach(connector ->
                Connectors.failure(connector.getValue().path("status"))
                    .ifPresent(why -> failed.add(connector.getKey() + " has failed: " + why))));
    return failed;
  }

  /** What a worker is started with. */
  public static final class Builder extends ServerBuilder<Builder> {

    private int port = 8095;
    private @Nullable ConnectDirectory files;
    private Map<String, Object> kafka = Map.of();

    private Builder() {
      super(
          "-Xms32m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");
    }

    /** The port of its API. */
    public Builder port(int http) {
      port = http;
      return this;
    }

    /** Where its programs are. */
    public Builder programs(ConnectDirectory directory) {
      files = directory;
      return this;
    }

    /** How a client gets to the brokers. */
    public Builder kafka(Map<String, Object> client) {
      kafka = Map.copyOf(client);
      return this;
    }

    /** The worker, not started. */
    public ConnectWorker build() {
      return new ConnectWorker(this);
    }

    ConnectDirectory files() {
      if (files == null) {
        throw new IllegalStateException("The programs of connect are not set");
      }
      return files;
    }

    Map<String, String> worker() {
      Map<String, String> all = new LinkedHashMap<>(ConnectSettings.LOCAL);
      kafka.forEach((key, value) -> all.put(key, value.toString()));
      all.put("listeners", "http://" + HOST + ":" + port);
      all.put("rest.advertised.host.name", HOST);
      all.put("rest.advertised.port", Integer.toString(port));
      return all;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    String logName() {
      return "connect.log";
    }
  }
}
