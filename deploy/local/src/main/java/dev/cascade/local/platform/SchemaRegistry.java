package dev.cascade.local.platform;

import dev.cascade.local.secrets.RegistrySecrets;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A real Apicurio Registry on the loopback interface. Its storage is a file database in the data
 * directory, so that schema ids, which every record carries, survive a restart.
 */
public final class SchemaRegistry extends PlatformServer implements Registry {

  private static final String HOST = "127.0.0.1";

  private final Builder settings;

  private SchemaRegistry(Builder settings) {
    super("registry", settings.log());
    this.settings = settings;
  }

  /** A registry on ports 8090 and 8091; the data directory has to be named. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String url() {
    return "http://" + HOST + ":" + settings.port;
  }

  @Override
  public List<PlatformServer> servers() {
    return List.of(this);
  }

  @Override
  public SchemaInstaller installer() {
    return new SchemaInstaller(
        url(), Optional.ofNullable(settings.secrets).map(RegistrySecrets::installer));
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    ports.put("api", settings.port);
    ports.put("management", settings.managementPort);
    return ports;
  }

  @Override
  protected ServerLaunch launch() {
    List<String> command = new ArrayList<>();
    command.add(ServerLaunch.java());
    command.addAll(settings.javaOptions);
    if (settings.secrets != null) {
      command.add("-Dquarkus.config.locations=" + settings.secrets.file().toUri());
    }
    settings.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-jar");
    command.add(settings.platform().registryJar().toString());
    return new ServerLaunch(command, Map.of(), settings.data(), log(), settings.detached);
  }

  @Override
  protected boolean answers() {
    return HttpProbe.succeeds(URI.create(url() + "/apis/ccompat/v7/subjects"));
  }

  /** What a registry is started with. */
  public static final class Builder extends ServerBuilder<Builder> {

    private int port = 8090;
    private int managementPort = 8091;
    private @Nullable RegistrySecrets secrets;

    private Builder() {
      super(
          "-Xms48m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    }

    /** The port of the API. */
    public Builder port(int api) {
      port = api;
      return this;
    }

    /** The port of the registry's own health and metrics. */
    public Builder managementPort(int management) {
      managementPort = management;
      return this;
    }

    /** Lets its installer write, and everybody read. */
    public Builder secured(RegistrySecrets by) {
      secrets = by;
      return this;
    }

    /** The registry, not started. */
    public SchemaRegistry build() {
      return new SchemaRegistry(this);
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    String logName() {
      return "registry.log";
    }

    // System properties win over QUARKUS_... variables that this process may have inherited.
    Map<String, String> properties() {
      return Map.ofEntries(
          Map.entry("quarkus.http.host", HOST),
          Map.entry("quarkus.http.port", Integer.toString(port)),
          Map.entry("quarkus.management.host", HOST),
          Map.entry("quarkus.management.port", Integer.toString(managementPort)),
          Map.entry("quarkus.http.access-log.enabled", "false"),
          Map.entry("apicurio.storage.kind", "sql"),
          Map.entry("apicurio.storage.sql.kind", "h2"),
          Map.entry("apicurio.datasource.url", "jdbc:h2:file:" + data().resolve("registry")),
          Map.entry("apicurio.datasource.jdbc.initial-size", "1"),
          Map.entry("apicurio.datasource.jdbc.min-size", "1"),
          Map.entry("apicurio.datasource.jdbc.max-size", "20"),
          Map.entry("apicurio.storage.snapshot.location", data().toString()),
          Map.entry("apicurio.import.work-dir", data().toString()));
    }
  }
}
