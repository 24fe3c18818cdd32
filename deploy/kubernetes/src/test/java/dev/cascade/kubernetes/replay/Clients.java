package dev.cascade.kubernetes.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Clients that go on ordering at whichever pod requests are routed to, and read each order at the
 * next one with the position of its write.
 */
final class Clients implements AutoCloseable {

  private static final int CLIENTS = 2;
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 150;
  private static final String PATIENCE = "timeout=15000";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String prefix;
  private final Supplier<List<Pod>> routed;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger orders = new AtomicInteger();
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(CLIENTS);
  private volatile boolean patient;

  /**
   * Starts them.
   *
   * @param prefix of the orders' ids
   * @param routed the pods that requests are routed to at a moment
   */
  Clients(String prefix, Supplier<List<Pod>> routed) {
    this.prefix = prefix;
    this.routed = routed;
    for (int i = 0; i < CLIENTS; i++) {
      var unused =
          clock.scheduleWithFixedDelay(this::order, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Whether they ask again instead of complaining: a pod that is lost is noticed after a while. */
  void setPatient(boolean now) {
    patient = now;
  }

  /** Waits until that many more orders were accepted and read. */
  void awaitMore(int count) {
    int wanted = accepted.size() + count;
    Awaitility.await(count + " more orders")
        .atMost(BOUND.multipliedBy(2))
        .until(() -> accepted.size() >= wanted);
  }

  List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** Answers that nobody should have got. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  private void order() {
    String id = prefix + orders.incrementAndGet();
    String body =
        """
        {"id":"%s","customerId":"c-1","product":"p","quantity":1,"price":"1.00"}\
        """
            .formatted(id);
    HttpResponse<String> written =
        untilGood("/v1/orders?" + PATIENCE, BodyPublishers.ofString(body));
    String position = written.headers().firstValue("Cascade-Position").orElse("");
    untilGood(
        "/v1/orders/%s?%s%s"
            .formatted(id, PATIENCE, position.isEmpty() ? "" : "&position=" + position),
        null);
    accepted.add(id);
  }

  private HttpResponse<String> untilGood(String path, HttpRequest.@Nullable BodyPublisher body) {
    while (true) {
      String said;
      try {
        HttpResponse<String> answer = sent(path, body);
        if (answer.statusCode() == 200 || answer.statusCode() == 201) {
          return answer;
        }
        said = answer.statusCode() + " " + answer.body();
      } catch (IOException e) {
        said = e.toString();
      }
      if (!patient) {
        wrong.add(path + ": " + said);
      }
    }
  }

  private HttpResponse<String> sent(String path, HttpRequest.@Nullable BodyPublisher body)
      throws IOException {
    try {
      return http.send(request(path, body), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while ordering", e);
    }
  }

  private HttpRequest request(String path, HttpRequest.@Nullable BodyPublisher body)
      throws IOException {
    List<Pod> pods = routed.get();
    if (pods.isEmpty()) {
      throw new IOException("nobody is routed to");
    }
    String address = pods.get(turn.getAndIncrement() % pods.size()).address();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(BOUND);
    return body == null
        ? request.build()
        : request.header("Content-Type", "application/json").POST(body).build();
  }

  /** Waits for what is under way. */
  @Override
  public void close() throws InterruptedException {
    clock.shutdown();
    assertThat(clock.awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS))
        .as("the last orders are answered; " + wrong)
        .isTrue();
  }
}
