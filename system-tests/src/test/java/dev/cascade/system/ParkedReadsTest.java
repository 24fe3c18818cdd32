package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Ten thousand callers wait for one order, and no thread with them. */
@SystemTest
class ParkedReadsTest {

  private static final int CALLERS = 10_000;

  private final Ecosystem ecosystem;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .build();

  ParkedReadsTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void tenThousandReadsWaitWithoutAThreadAndAreReleasedByTheOrder() {
    double threads = metric("jvm_threads_live_threads");
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, CALLERS).mapToObj(caller -> parked("awaited")).toList();
    Awaitility.await("all callers to wait")
        .atMost(Duration.ofSeconds(60))
        .until(() -> metric("cascade_orders_waiting_reads") >= CALLERS);

    assertThat(metric("jvm_threads_live_threads")).isLessThan(threads + 100);
    new Orders(ecosystem)
        .postUntilAccepted(OrderBody.of("awaited", "c-1", "UNDERPANTS", 1, "1.00"));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
    Awaitility.await("nobody to wait any more")
        .until(() -> metric("cascade_orders_waiting_reads") == 0);
  }

  private CompletableFuture<Integer> parked(String id) {
    return client
        .sendAsync(request("/v1/orders/" + id + "?timeout=60000"), BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private double metric(String name) {
    return client
        .sendAsync(request("/q/metrics"), BodyHandlers.ofString())
        .join()
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(ecosystem.url("orders") + path))
        .timeout(Duration.ofSeconds(90))
        .build();
  }
}
