package dev.cascade.bench.ecosystem;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts, asks and stops the ecosystem as a user would. */
public final class Ecosystem {

  private static final String NEW_TRACES = "CASCADE_TRACING_NEW_PER_SECOND";

  /** All of the load comes from one caller. */
  private static final String REQUESTS_PER_SECOND = "CASCADE_EDGE_REQUESTS_PER_SECOND";

  private static final Duration ANSWER_BOUND = Duration.ofSeconds(2);
  private static final Duration STOP_BOUND = Duration.ofSeconds(20);
  private static final int UP_BOUND_MINUTES = 10;
  private static final int PORTS_TO_THE_ENTRY = 900;

  private final Installation installation;
  private final Processes processes;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_BOUND)
          .build();

  /** The ecosystem of an installation. */
  public Ecosystem(Installation installation) {
    this.installation = installation;
    this.processes = new Processes(installation);
  }

  /** Where it lives. */
  public Installation installation() {
    return installation;
  }

  /** Its processes. */
  public Processes processes() {
    return processes;
  }

  /**
   * Starts it unless all services are ready and its own: what another installation runs on these
   * ports is not measured, {@code ./cascade up} names it and fails.
   */
  public void ensureUp() {
    if (!Part.services().stream().allMatch(it -> processes.find(it).isPresent() && isReady(it))) {
      up(Map.of());
    }
  }

  /**
   * Calls {@code ./cascade up} with the parts that are measured, which starts what is missing; the
   * console would take processor time from them. Services begin no traces and give a caller what he
   * asks, unless this process's environment says otherwise.
   *
   * @param environment variables beyond those of this process
   * @throws IllegalStateException when it fails
   */
  public void up(Map<String, String> environment) {
    cascade(
        environment,
        Stream.concat(Stream.of("up"), Arrays.stream(Part.values()).map(Part::label)).toList());
  }

  /**
   * Has so many instances of a service run, behind the entry where they are or were several.
   *
   * @throws IllegalStateException when it fails
   */
  public void scale(Part service, int instances) {
    if (processes.instances(service) != instances) {
      cascade(
          Map.of("CASCADE_NO_BUILD", "1"),
          List.of("scale", service.label(), Integer.toString(instances)));
    }
  }

  /** Where a service is asked: at the entry when it has several instances. */
  public String url(Part service) {
    int port = service.port();
    return installation.url(processes.instances(service) > 1 ? port + PORTS_TO_THE_ENTRY : port);
  }

  private void cascade(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(installation.root().resolve("cascade").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(installation.root().toFile()).inheritIO();
    builder.environment().putIfAbsent(NEW_TRACES, "0");
    builder.environment().putIfAbsent(REQUESTS_PER_SECOND, "0");
    builder.environment().putAll(environment);
    String said = "./cascade " + arguments.getFirst();
    try {
      Process run = builder.start();
      if (!run.waitFor(UP_BOUND_MINUTES, TimeUnit.MINUTES) || run.exitValue() != 0) {
        run.destroy();
        throw new IllegalStateException("The ecosystem does not come up: " + said + " failed");
      }
    } catch (IOException e) {
      throw new IllegalStateException(said + " cannot be started in " + installation.root(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the ecosystem comes up", e);
    }
  }

  /**
   * An operator's token for a day, as {@code ./cascade token} prints it; none where no service asks
   * for one.
   *
   * @throws IllegalStateException when it cannot be had
   */
  public Optional<String> token() {
    if (!installation.isSecured()) {
      return Optional.empty();
    }
    String cascade = installation.root().resolve("cascade").toString();
    try {
      Process said =
          new ProcessBuilder(cascade, "token", "--role", "operator", "--minutes", "1440")
              .directory(installation.root().toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String token = new String(said.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (said.waitFor() != 0) {
        throw new IllegalStateException("./cascade token failed");
      }
      return Optional.of(token.strip());
    } catch (IOException e) {
      throw new IllegalStateException("./cascade token cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a token was made", e);
    }
  }

  /** Whether a service says that it is ready. */
  public boolean isReady(Part service) {
    return isReady(installation.url(service.port()));
  }

  /** Whether the service at this base URL says that it is ready. */
  public boolean isReady(String baseUrl) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/q/health/ready"))
            .timeout(ANSWER_BOUND)
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops a part gracefully, by force after a while. */
  public void stop(Part part) {
    processes.find(part).ifPresent(Ecosystem::stop);
  }

  /** Stops all six services. */
  public void stopServices() {
    Part.services().forEach(this::stop);
  }

  /** Ends a part at once, as a crash would. */
  public void kill(Part part) {
    processes
        .find(part)
        .orElseThrow(() -> new IllegalStateException(part.label() + " does not run"))
        .destroyForcibly();
  }

  /** Starts again what is missing; never builds, because that would be part of the time. */
  public void restore() {
    up(Map.of("CASCADE_NO_BUILD", "1"));
  }

  static void stop(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      process.destroyForcibly();
    }
  }
}
