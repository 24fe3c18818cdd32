package dev.cascade.streams.query;

import dev.cascade.streams.outgoing.WholeAnswer;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;

/** Sends a GET to another instance of the same service and hands its answer on as it came. */
final class HttpForwarder {

  /** Marks a request that was forwarded once; it is not forwarded again. */
  static final String HOP_HEADER = "Cascade-Forwarded";

  /** Marks the answer of an instance that does not hold what it was asked for, or not any more. */
  private static final String MOVED_HEADER = "Cascade-Moved";

  /** Names the partitions that a forwarded request is about; it is not forwarded again. */
  static final String PARTITIONS_HEADER = "Cascade-Partitions";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** The owner may answer right at the end of the time that it was given. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Location", "Retry-After", "Cascade-Position", "Cascade-Standby");

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** What a forwarded request is answered with by an instance that is not the owner. */
  static Response moved() {
    return ProblemResponse.of(
            Problem.unavailable(
                "This instance does not hold it any more; ask without " + HOP_HEADER))
        .header(MOVED_HEADER, "1")
        .build();
  }

  /**
   * The other instance's answer, to be relayed; it sees the same caller. Fails with an IOException
   * when it does not answer, and with {@link UntilDeadline.NotYetException} when it is not the
   * owner.
   */
  CompletionStage<Response> get(URI target, HttpHeaders caller, Duration timeLeft) {
    return send(target, caller, timeLeft, HOP_HEADER, "1").thenApply(HttpForwarder::relayed);
  }

  /**
   * The other instance's answer for some of its partitions; fails with an IOException when it does
   * not answer.
   */
  CompletionStage<HttpResponse<byte[]>> fetchPartitions(
      URI target, HttpHeaders caller, Duration timeLeft, Set<Integer> partitions) {
    return send(
        target,
        caller,
        timeLeft,
        PARTITIONS_HEADER,
        partitions.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  private CompletionStage<HttpResponse<byte[]>> send(
      URI target, HttpHeaders caller, Duration timeLeft, String header, String value) {
    HttpRequest.Builder request = HttpRequest.newBuilder(target).header(header, value).GET();
    String identity = caller.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (identity != null) {
      request.header(HttpHeaders.AUTHORIZATION, identity);
    }
    Duration within = timeLeft.plus(GRACE);
    return CompletableFuture.supplyAsync(
        () -> answer(request.build(), within), Thread::startVirtualThread);
  }

  private HttpResponse<byte[]> answer(HttpRequest request, Duration within) {
    try {
      return WholeAnswer.of(http, request, BodyHandlers.ofByteArray(), within);
    } catch (IOException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(new IOException("Interrupted while asking " + request, e));
    }
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
    if (answer.headers().firstValue(MOVED_HEADER).isPresent()) {
      throw new UntilDeadline.NotYetException();
    }
    Response.ResponseBuilder response = Response.status(answer.statusCode()).entity(answer.body());
    for (String name : PASSED_ON) {
      answer.headers().firstValue(name).ifPresent(value -> response.header(name, value));
    }
    return response.build();
  }
}
