package dev.cascade.system.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A packaged service in a process of its own, beside the one that the command started: same group,
 * own name, folder and port. It keeps them when it is killed and started again.
 */
public final class ExtraInstance implements AutoCloseable {

  private static final Duration READY = Duration.ofSeconds(90);

  private final String name;
  private final String service;
  private final Path home;
  private final Map<String, String> environment;
  private final int port = PortOffset.freePort();
  private @Nullable Process process;

  ExtraInstance(String name, String service, Path home, Map<String, String> environment) {
    this.name = name;
    this.service = service;
    this.home = home;
    this.environment = environment;
  }

  /** The base URL. */
  public String url() {
    return "http://" + host();
  }

  /** The host and port by which other instances know it. */
  public String host() {
    return "localhost:" + port;
  }

  /** Starts those that do not run, at the same time, and waits until all are ready. */
  public static void startAll(Collection<ExtraInstance> instances) {
    instances.parallelStream().filter(it -> !it.isAlive()).forEach(ExtraInstance::start);
  }

  private boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Starts it and waits until it is ready. */
  public void start() {
    ProcessBuilder builder = PackagedService.of(service);
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder
        .environment()
        .put("CASCADE_STREAMS_STATE_DIR", home.resolve("streams").resolve(name).toString());
    builder.environment().put("CASCADE_STREAMS_INSTANCE_ID", name);
    builder.environment().put("CASCADE_STREAMS_ADVERTISED_HOST", host());
    File log = home.resolve("logs").resolve(name + ".log").toFile();
    try {
      process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
    } catch (IOException e) {
      throw new AssertionError("Cannot start " + name, e);
    }
    awaitReady();
  }

  private void awaitReady() {
    Http http = new Http();
    Awaitility.await(name + " to be ready")
        .atMost(READY)
        .ignoreExceptions()
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsMatching(AssertionError.class::isInstance)
        .untilAsserted(
            () -> assertThat(http.get(url() + "/q/health/ready").status()).isEqualTo(200));
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      running.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while " + name + " was killed", e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
