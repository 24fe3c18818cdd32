package dev.cascade.console.relay;

import dev.cascade.console.config.ConsoleSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Asks the services: the first of a service's instances to which a connection can be made. */
@Singleton
public final class Upstream {

  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Location", "Retry-After", "Cascade-Position", "Cascade-Standby");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private final Map<String, List<URI>> services;
  private final Duration timeout;
  private final int mostBytes;
  private final Semaphore places;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  Upstream(ConsoleSettings settings) {
    this.services = settings.services();
    this.timeout = settings.relayTimeout();
    this.mostBytes = settings.answerBytes();
    this.places = new Semaphore(settings.relays());
  }

  /**
   * Asks for something; who is away is answered for by a problem.
   *
   * @param token whose it is asked with, if there is one
   */
  public Answer get(String service, String target, Optional<String> token)
      throws InterruptedException {
    return send(service, "GET", target, new byte[0], token);
  }

  /**
   * Passes a request on.
   *
   * @param target path and query, escaped
   * @param body JSON, or empty
   * @param token of the user, if he gave one; never the console's own
   */
  Answer send(String service, String method, String target, byte[] body, Optional<String> token)
      throws InterruptedException {
    if (!places.tryAcquire()) {
      return Answer.problem(
          503, "Service Unavailable", "The console passes on as many requests as it can.");
    }
    try {
      return toTheFirstThatConnects(service, method, target, body, token);
    } finally {
      places.release();
    }
  }

  private Answer toTheFirstThatConnects(
      String service, String method, String target, byte[] body, Optional<String> token)
      throws InterruptedException {
    List<URI> instances = services.getOrDefault(service, List.of());
    for (URI instance : instances) {
      try {
        return exchange(request(instance, method, target, body, token));
      } catch (ConnectException | HttpConnectTimeoutException e) {
        // Nothing was sent, so the next one may be asked, whatever the request is.
      } catch (HttpTimeoutException e) {
        return Answer.problem(
            504,
            "Gateway Timeout",
            "%s did not answer within %d s.".formatted(service, timeout.toSeconds()));
      } catch (IOException e) {
        return Answer.problem(
            502,
            "Bad Gateway",
            service + " broke off. What was asked may have been done; look before you repeat it.");
      }
    }
    return Answer.problem(
        503,
        "Service Unavailable",
        "%s does not answer at %s.".formatted(service, String.join(", ", names(instances))));
  }

  private HttpRequest request(
      URI instance, String method, String target, byte[] body, Optional<String> token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(instance.resolve(target))
            .timeout(timeout)
            .header("Accept", "application/json")
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (body.length > 0) {
      request.header("Content-Type", "application/json");
    }
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request.build();
  }

  private Answer exchange(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    try (InputStream content = response.body()) {
      byte[] body = content.readNBytes(mostBytes + 1);
      if (body.length > mostBytes) {
        return Answer.problem(
            502, "Bad Gateway", "The answer is larger than " + mostBytes + " bytes.");
      }
      Map<String, String> headers = new LinkedHashMap<>();
      PASSED_ON.forEach(
          name -> response.headers().firstValue(name).ifPresent(it -> headers.put(name, it)));
      return new Answer(response.statusCode(), headers, new String(body, StandardCharsets.UTF_8));
    }
  }

  private static List<String> names(List<URI> instances) {
    return instances.stream().map(URI::getAuthority).toList();
  }
}
