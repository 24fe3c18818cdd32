package dev.cascade.streams.query;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.streams.state.HostInfo;

/** Sends a GET to another instance of the same service and hands its answer on as it came. */
final class HttpForwarder {

  /** Marks a request that was forwarded once; it is not forwarded again. */
  static final String HOP_HEADER = "Cascade-Forwarded";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** The owner may answer right at the end of the time that it was given. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Location", "Retry-After", "Cascade-Position");

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** The other instance's answer, to be relayed. */
  CompletionStage<Response> get(URI target, Duration timeLeft) {
    return fetch(target, timeLeft).thenApply(HttpForwarder::relayed);
  }

  /** The other instance's answer as it is; fails with an IOException when it does not answer. */
  CompletionStage<HttpResponse<byte[]>> fetch(URI target, Duration timeLeft) {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(timeLeft.plus(GRACE))
            .header(HOP_HEADER, "1")
            .GET()
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray());
  }

  /** The same request, addressed to another instance, with the time that is left. */
  static URI at(HostInfo owner, UriInfo uri, Duration timeLeft) {
    return uri.getRequestUriBuilder()
        .scheme("http")
        .host(owner.host())
        .port(owner.port())
        .replaceQueryParam("timeout", timeLeft.toMillis())
        .build();
  }

  private static Response relayed(HttpResponse<byte[]> answer) {
    Response.ResponseBuilder response = Response.status(answer.statusCode()).entity(answer.body());
    for (String name : PASSED_ON) {
      answer.headers().firstValue(name).ifPresent(value -> response.header(name, value));
    }
    return response.build();
  }
}
