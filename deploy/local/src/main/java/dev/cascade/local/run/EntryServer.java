package dev.cascade.local.run;

import dev.cascade.local.entry.Door;
import dev.cascade.local.entry.Entry;
import dev.cascade.local.entry.EntryClient;
import dev.cascade.local.platform.HttpProbe;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.platform.ServerLaunch;
import dev.cascade.local.secrets.Passwords;
import dev.cascade.local.secrets.PrivateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The entry: behind it are the services that have several instances, or had since the start. */
final class EntryServer extends PlatformServer {

  private static final String NAME = "entry";
  private static final String HOST = "127.0.0.1";
  private static final int DESK_PORT = 8980;

  private final Installation installation;
  private final SequencedMap<String, Door> doors;

  private EntryServer(Installation installation, SequencedMap<String, Door> doors) {
    super(NAME, installation.log(NAME));
    this.installation = installation;
    this.doors = doors;
  }

  /** The entry of an installation; none when no service is behind one. */
  static Optional<EntryServer> of(Installation installation, HomeSettings settings) {
    SequencedMap<String, Door> doors = new LinkedHashMap<>();
    for (ServiceDefinition service : ServiceDefinition.processing()) {
      if (settings.isBehindEntry(service.name())) {
        doors.put(service.name(), door(installation, service, settings.instances(service.name())));
      }
    }
    return doors.isEmpty() ? Optional.empty() : Optional.of(new EntryServer(installation, doors));
  }

  private static Door door(Installation installation, ServiceDefinition service, int instances) {
    return new Door(
        installation.port(service.entryPort()),
        IntStream.rangeClosed(1, instances)
            .mapToObj(it -> HOST + ":" + installation.port(service.instance(it).port()))
            .toList());
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    doors.forEach((service, door) -> ports.put(service, door.port()));
    ports.put("desk", installation.port(DESK_PORT));
    return ports;
  }

  /**
   * Where a service is served.
   *
   * @throws IllegalArgumentException when it is not
   */
  int port(String service) {
    Door door = doors.get(service);
    if (door == null) {
      throw new IllegalArgumentException(service + " is not behind the entry");
    }
    return door.port();
  }

  /** Tells the running entry what it is to serve. */
  void open() {
    EntryClient client = client();
    doors.forEach(client::serve);
  }

  /** Speaks with the running entry. */
  EntryClient client() {
    try {
      return new EntryClient(installation.port(DESK_PORT), Files.readString(key()).strip());
    } catch (IOException e) {
      throw new ServerFailedException(
          "The entry's key cannot be read (%s); ./cascade restart entry makes a new one."
              .formatted(e),
          e);
    }
  }

  @Override
  protected void prepare() throws IOException {
    Files.createDirectories(key().getParent());
    PrivateFile.write(key(), Passwords.random());
  }

  @Override
  protected ServerLaunch launch() {
    List<String> command =
        List.of(
            ServerLaunch.java(),
            "-Xms16m",
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            launcher().toString(),
            Entry.class.getName(),
            Integer.toString(installation.port(DESK_PORT)),
            key().toString());
    return new ServerLaunch(command, Map.of(), installation.data(NAME), log(), true);
  }

  private Path launcher() {
    Path target = installation.root().resolve("deploy/local/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(it -> it.getFileName().toString().matches("local-platform-.*(?<!-tests)\\.jar"))
          .findFirst()
          .orElseThrow(() -> new ServerFailedException("deploy/local is not built in " + target));
    } catch (IOException e) {
      throw new ServerFailedException("deploy/local is not built: " + e, e);
    }
  }

  private Path key() {
    return installation.home().resolve("run").resolve("entry.key");
  }

  @Override
  protected boolean answers() {
    return HttpProbe.succeeds(
        URI.create("http://" + HOST + ":" + installation.port(DESK_PORT) + "/"));
  }
}
