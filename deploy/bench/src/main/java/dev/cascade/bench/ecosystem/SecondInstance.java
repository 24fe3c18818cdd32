package dev.cascade.bench.ecosystem;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One more instance of a service, started as the first was; ended by {@link #close()}. */
public final class SecondInstance implements AutoCloseable {

  private static final int PORT_SHIFT = 100;
  private static final Duration READY_BOUND = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(10);

  private final Process process;
  private final String baseUrl;

  private SecondInstance(Process process, String baseUrl) {
    this.process = process;
    this.baseUrl = baseUrl;
  }

  /** Starts one beside the first, with a port, a name and a state folder of its own. */
  public static SecondInstance beside(Ecosystem ecosystem, Part service) {
    Installation installation = ecosystem.installation();
    int port = service.port() + PORT_SHIFT + installation.portOffset();
    Path folder = folder(installation, service);
    Map<String, String> changes =
        Map.of(
            "QUARKUS_HTTP_PORT",
            Integer.toString(port),
            "CASCADE_STREAMS_INSTANCE_ID",
            service.label() + "-2",
            "CASCADE_STREAMS_STATE_DIR",
            folder.resolve("streams").toString(),
            "CASCADE_STREAMS_ADVERTISED_HOST",
            "127.0.0.1:" + port);
    return new SecondInstance(
        ServiceCommand.of(ecosystem, service).start(changes, folder), "http://127.0.0.1:" + port);
  }

  /** Starts one in the place of the first, which must have ended. */
  public static SecondInstance insteadOf(
      ServiceCommand command, Installation installation, Part service) {
    return new SecondInstance(
        command.start(Map.of(), folder(installation, service)), installation.url(service.port()));
  }

  private static Path folder(Installation installation, Part service) {
    return installation.results().resolve("second").resolve(service.label());
  }

  /** Its base URL. */
  public String baseUrl() {
    return baseUrl;
  }

  /**
   * Waits until it is ready.
   *
   * @throws IllegalStateException when it is not in time
   */
  public void awaitReady(Ecosystem ecosystem) {
    long deadline = System.nanoTime() + READY_BOUND.toNanos();
    while (!ecosystem.isReady(baseUrl)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("The instance at " + baseUrl + " is not ready");
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  @Override
  public void close() {
    Ecosystem.stop(process.toHandle());
  }
}
