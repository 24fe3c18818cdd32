package dev.cascade.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The connectors of a worker, over its HTTP API. */
public final class Connectors {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(30);
  private static final Duration LOOK_BOUND = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int CONFLICT = 409;
  private static final int FIRST_ERROR = 400;

  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_BOUND)
          .build();

  /** Of the worker at that base URL. */
  public Connectors(String url) {
    this.url = url;
  }

  /**
   * Makes a connector as it should be, and has what failed of it begin anew.
   *
   * @param bound how long it may take until it runs
   * @throws ServerFailedException when its settings are refused or it does not run in time, with
   *     the reason
   */
  public void install(String name, Map<String, String> settings, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    send("PUT", "/connectors/" + name + "/config", json(settings), end);
    while (!isRunning(name)) {
      if (status(name).flatMap(Connectors::failure).isPresent()) {
        send("POST", "/connectors/" + name + "/restart?includeTasks=true&onlyFailed=true", "", end);
      }
      if (System.nanoTime() > end) {
        throw new ServerFailedException(
            "Connector %s does not run after %d s: %s"
                .formatted(name, bound.toSeconds(), complaint(name)));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Whether a connector and all its tasks run. */
  public boolean isRunning(String name) {
    return status(name)
        .filter(it -> it.path("tasks").size() > 0)
        .filter(it -> parts(it).allMatch(part -> state(part).equals("RUNNING")))
        .isPresent();
  }

  private String complaint(String name) {
    return status(name)
        .map(it -> failure(it).orElse("it is " + it.path("connector").path("state").asText()))
        .orElse("the worker does not say why");
  }

  /** Why a connector or one of its tasks has failed; empty when none has. */
  static Optional<String> failure(JsonNode status) {
    return parts(status)
        .filter(part -> state(part).equals("FAILED"))
        .map(part -> rootCause(part.path("trace").asText()))
        .findFirst();
  }

  private static Stream<JsonNode> parts(JsonNode status) {
    return Stream.concat(
        Stream.of(status.path("connector")),
        StreamSupport.stream(status.path("tasks").spliterator(), false));
  }

  private static String state(JsonNode part) {
    return part.path("state").asText();
  }

  private static String rootCause(String trace) {
    return trace
        .lines()
        .filter(line -> line.startsWith("Caused by: "))
        .reduce((_, later) -> later)
        .map(line -> line.substring("Caused by: ".length()))
        .orElseGet(() -> trace.lines().findFirst().orElse("it does not say why"));
  }

  private Optional<JsonNode> status(String name) {
    return look("/connectors/" + name + "/status");
  }

  /** All of them with their states; empty when the worker does not answer. */
  Optional<JsonNode> states() {
    return look("/connectors?expand=status");
  }

  private Optional<JsonNode> look(String path) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url + path)).timeout(LOOK_BOUND).build(),
              BodyHandlers.ofString());
      return answer.statusCode() < FIRST_ERROR
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** While the worker finds its group again it answers that it cannot yet. */
  private void send(String method, String path, String body, long end) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(ANSWER_BOUND)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      while (answer.statusCode() == CONFLICT && System.nanoTime() < end) {
        LockSupport.parkNanos(POLL.toNanos());
        answer = http.send(request, BodyHandlers.ofString());
      }
      if (answer.statusCode() >= FIRST_ERROR) {
        throw new ServerFailedException(
            "Connect answers %s %s with %d: %s"
                .formatted(method, path, answer.statusCode(), message(answer.body())));
      }
    } catch (IOException e) {
      throw new ServerFailedException("Connect does not answer at " + url + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("Interrupted while asking Connect", e);
    }
  }

  private static String message(String body) {
    try {
      return JSON.readTree(body).path("message").asText(body);
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static String json(Map<String, String> settings) {
    try {
      return JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Settings that are no JSON", e);
    }
  }
}
