package dev.cascade.local.run;

import dev.cascade.local.platform.PlatformServer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Stops servers: the services first, then what they run on, the brokers last. */
public final class Shutdown {

  // The first stop of the broker writes its class archive, which takes a while on a busy machine.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Ecosystem ecosystem;
  private final Progress progress;

  /** A shutdown that reports its steps. */
  public Shutdown(Ecosystem ecosystem, Progress progress) {
    this.ecosystem = ecosystem;
    this.progress = progress;
  }

  /**
   * Stops all that run in a home, and says what is wrong with its settings. They are not needed for
   * it: whatever a home can have is looked for where running processes are noted.
   *
   * @return whether anything ran
   */
  public static boolean everything(Installation installation, Progress progress) {
    Ecosystem most = Ecosystem.of(installation, HomeSettings.ofMostServers());
    boolean ran = most.all().stream().anyMatch(PlatformServer::isAlive);
    new Shutdown(most, progress).stopAll();
    HomeSettings.complaint(installation.home())
        .ifPresent(it ->
            progress.line(
                "! %s. Mend it before ./cascade up; ./cascade reset deletes it with all data."
                    .formatted(it)));
    return ran;
  }

  /** Stops all that run. */
  public void stopAll() {
    stop(ecosystem.all());
  }

  /** Stops these, as far as they run. */
  public void stop(Collection<PlatformServer> servers) {
    List<PlatformServer> services =
        servers.stream().filter(ecosystem.services()::contains).toList();
    List<PlatformServer> platform =
        servers.stream().filter(server -> !services.contains(server) && !isBroker(server)).toList();
    stopTogether(services);
    stopTogether(platform);
    // At once, since each needs the others to agree that it may go.
    stopTogether(servers.stream().filter(this::isBroker).toList());
  }

  private boolean isBroker(PlatformServer server) {
    return ecosystem.kafka().brokers().contains(server);
  }

  /** Stops one and forgets its process. */
  public void stop(PlatformServer server) {
    boolean ran = server.isAlive();
    boolean gracefully = server.stop(GRACE);
    ecosystem.runFolder().forget(server.name());
    if (ran) {
      progress.step(server.name(), gracefully ? "stopped" : "killed, it did not stop by itself");
    }
  }

  private void stopTogether(List<PlatformServer> servers) {
    Together.run(servers.stream().map(server -> (Runnable) () -> stop(server)).toList());
  }
}
