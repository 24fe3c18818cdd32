package dev.cascade.bench.peers;

import dev.cascade.local.platform.HttpProbe;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerLaunch;
import dev.cascade.local.run.ServiceJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** One process of a peer, on a JVM with the options that Cascade's services have. */
public final class PeerServer extends PlatformServer {

  private final Class<?> program;
  private final String service;
  private final PeerSettings settings;

  /**
   * A process that is not running yet.
   *
   * @param program its main class, which is given the service and a file with the settings
   * @param service which of the peer's services it is
   */
  public PeerServer(Class<?> program, String service, PeerSettings settings) {
    super(service, settings.folder().resolve(service + ".log"));
    this.program = program;
    this.service = service;
    this.settings = settings;
  }

  /** Its base URL. */
  public String url() {
    return "http://127.0.0.1:" + settings.port();
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    ports.put("http", settings.port());
    return ports;
  }

  @Override
  protected void prepare() throws IOException {
    settings.write(file());
  }

  // In a session of its own, as services are: Linux shares processors between sessions first.
  @Override
  protected ServerLaunch launch() {
    List<String> arguments =
        List.of(
            // Without it, the JDK's server answers after the caller's delayed acknowledgement.
            "-Dsun.net.httpserver.nodelay=true",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            service,
            file().toString());
    return new ServerLaunch(
        ServiceJvm.command(arguments),
        ServiceJvm.environment(System.getenv()),
        settings.folder(),
        log(),
        true);
  }

  private Path file() {
    return settings.folder().resolve(service + ".properties");
  }

  @Override
  protected boolean answers() {
    return HttpProbe.succeeds(URI.create(url() + PeerHttp.READY));
  }
}
