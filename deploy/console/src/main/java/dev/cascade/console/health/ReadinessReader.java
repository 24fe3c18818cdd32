package dev.cascade.console.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.console.config.ConsoleSettings;
import dev.cascade.console.health.InstanceHealth.Check;
import dev.cascade.console.health.InstanceHealth.State;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks an instance whether it is ready. */
@Singleton
final class ReadinessReader {

  private static final int OK = 200;

  private final ObjectMapper json;
  private final Duration timeout;
  private final HttpClient http;

  ReadinessReader(ConsoleSettings settings, ObjectMapper json) {
    this.json = json;
    this.timeout = settings.probeTimeout();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  InstanceHealth ask(URI address) throws InterruptedException {
    try {
      HttpResponse<String> answer = send(address.resolve("/q/health/ready"), Optional.empty());
      List<Check> checks = checks(json.readTree(answer.body()));
      State state = answer.statusCode() == OK ? State.READY : State.NOT_READY;
      return new InstanceHealth(address, state, Instant.now(), complaint(checks), checks);
    } catch (HttpTimeoutException e) {
      return away(address, "No answer within " + timeout.toMillis() + " ms");
    } catch (IOException | RuntimeException e) {
      return away(address, "Nothing answers there");
    }
  }

  /** Whether a plain GET of it succeeds. */
  boolean answers(URI url) throws InterruptedException {
    return content(url).isPresent();
  }

  /** What a plain GET of it gives; empty where it does not succeed. */
  Optional<String> content(URI url) throws InterruptedException {
    return content(url, Optional.empty());
  }

  /** The same, asked with a token if there is one. */
  Optional<String> content(URI url, Optional<String> token) throws InterruptedException {
    try {
      HttpResponse<String> answer = send(url, token);
      return answer.statusCode() == OK ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private HttpResponse<String> send(URI url, Optional<String> token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout);
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static InstanceHealth away(URI address, String why) {
    return new InstanceHealth(address, State.AWAY, Instant.now(), why, List.of());
  }

  private static String complaint(List<Check> checks) {
    List<String> down = checks.stream().filter(check -> !check.up()).map(Check::name).toList();
    return down.isEmpty() ? "" : "Not well: " + String.join(", ", down);
  }

  private static List<Check> checks(JsonNode answer) {
    List<Check> checks = new ArrayList<>();
    for (JsonNode check : answer.path("checks")) {
      List<String> data = new ArrayList<>();
      check
          .path("data")
          .properties()
          .forEach(it -> data.add(it.getKey() + " " + it.getValue().asText()));
      checks.add(
          new Check(
              check.path("name").asText(),
              check.path("status").asText().equals("UP"),
              String.join(", ", data)));
    }
    return checks;
  }
}
