package dev.cascade.orders.rest;

import dev.cascade.orders.rest.EventSource.Listener;
import dev.cascade.orders.rest.ToldLines.Told;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.query.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Passes on the events of an order that another instance tells. An instance that vanishes with its
 * machine, or behind a network that drops everything, closes no connection. So one that is silent
 * for much longer than its comments are apart is left, and neither a thread nor a connection stays
 * behind.
 */
final class EventRelay {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Duration longestSilence;
  private final Duration lookAround;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /**
   * One that holds nothing yet.
   *
   * @param longestSilence after which the other instance is taken for gone
   * @param lookAround how often the listener is told that nothing happens, and asked whether it has
   *     enough
   */
  EventRelay(Duration longestSilence, Duration lookAround) {
    this.longestSilence = longestSilence;
    this.lookAround = lookAround;
  }

  /**
   * Tells the listener until it is done, the deadline has passed, or the other instance ends.
   *
   * @throws IOException when the other instance cannot be asked, breaks off, or is silent
   */
  void passOn(HostInfo owner, String id, Caller caller, Deadline deadline, Listener listener)
      throws IOException, InterruptedException {
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer =
        http.send(request(owner, id, caller, deadline), BodyHandlers.ofPublisher());
    try (ToldLines lines = new ToldLines()) {
      answer.body().subscribe(BodySubscribers.fromLineSubscriber(lines));
      if (answer.statusCode() == 200) {
        tell(lines, deadline, listener);
      }
    }
  }

  private HttpRequest request(HostInfo owner, String id, Caller caller, Deadline deadline) {
    URI target =
        URI.create("http://%s:%d/v1/orders/%s/events".formatted(owner.host(), owner.port(), id));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(earlier(longestSilence, deadline.left().plus(GRACE)))
            .header(OrderLookup.HOP_HEADER, "1")
            .header("Accept", "text/event-stream")
            .GET();
    caller.sign(request);
    return request.build();
  }

  private static Duration earlier(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void tell(ToldLines lines, Deadline deadline, Listener listener)
      throws IOException, InterruptedException {
    EventLines event = new EventLines();
    Deadline patience = Deadline.in(longestSilence);
    while (!listener.isDone() && !deadline.isOver()) {
      switch (lines.poll(lookAround)) {
        case Told.Line(String text) -> {
          patience = Deadline.in(longestSilence);
          event.read(text).ifPresent(listener::hear);
        }
        case Told.Nothing _ -> {
          if (patience.isOver()) {
            throw new IOException("The owner of an order is silent");
          }
          listener.silence();
        }
        case Told.End _ -> {
          return;
        }
        case Told.Failure(Throwable cause) ->
            throw new IOException("The owner of an order stopped telling", cause);
      }
    }
  }
}
