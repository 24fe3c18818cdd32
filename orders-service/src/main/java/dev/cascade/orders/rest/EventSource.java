package dev.cascade.orders.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.events.OrderEvents;
import dev.cascade.orders.events.OrderHappening;
import dev.cascade.orders.events.OrderHappening.Changed;
import dev.cascade.orders.events.OrderHappening.Judged;
import dev.cascade.orders.topology.OrdersViews;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.runtime.NotRunningException;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Follows one order's events where the order lives: here, or on the instance that holds it, from
 * which they are passed on. When the order moves, it is followed again from the beginning; the
 * listener leaves out what it has heard. Runs on a virtual thread for each stream.
 */
@ApplicationScoped
class EventSource {

  private static final int MOST_QUEUED = 1_000;
  private static final long LOOK_AROUND_MILLIS = 1_000;
  private static final long RETRY_MILLIS = 100;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final OrderReads reads;
  private final OrderEvents events;
  private final HostInfo self;
  private final ObjectMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  EventSource(OrderReads reads, OrderEvents events, StreamsSettings settings, ObjectMapper json) {
    this.reads = reads;
    this.events = events;
    this.self = HostInfo.buildFromEndpoint(settings.advertisedHost());
    this.json = json;
  }

  /** Hears events; says when it has enough. */
  interface Listener {
    /** An event, perhaps one that was told before. */
    void hear(SentEvent event);

    /** Nothing happened for a while. */
    void silence();

    /** Whether nothing more is wanted. */
    boolean isDone();
  }

  /**
   * Who follows an order.
   *
   * @param caller who is told of his own orders only
   * @param forwarded whether another instance asks for him, which then looks for the owner itself
   */
  record Follower(Caller caller, boolean forwarded) {}

  /** Tells the listener until it is done or the deadline has passed. */
  void follow(String id, Follower who, Deadline deadline, Listener listener)
      throws InterruptedException {
    while (!listener.isDone() && !deadline.isOver()) {
      try {
        HostInfo owner = owner(id);
        if (who.forwarded() && (!self.equals(owner) || !isVisible(id, who.caller()))) {
          return;
        } else if (self.equals(owner)) {
          followHere(id, who.caller(), deadline, listener);
        } else {
          followThere(owner, id, who.caller(), deadline, listener);
        }
      } catch (IOException | InvalidStateStoreException | NotRunningException e) {
        listener.silence();
      }
      if (!listener.isDone()) {
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private HostInfo owner(String id) {
    return StorePartitions.ofKey(reads.views(), OrdersViews.ORDERS_VIEW, id).activeHost();
  }

  private void followHere(String id, Caller caller, Deadline deadline, Listener listener)
      throws InterruptedException {
    if (!isVisible(id, caller)) {
      return;
    }
    BlockingQueue<OrderHappening> queue = new LinkedBlockingQueue<>(MOST_QUEUED);
    try (OrderEvents.Subscription ignored = events.listen(id, queue::offer)) {
      tellSoFar(id, listener);
      while (!listener.isDone() && !deadline.isOver()) {
        OrderHappening happening = queue.poll(LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS);
        if (happening != null) {
          listener.hear(SentEvent.of(happening, json));
        } else if (self.equals(owner(id))) {
          listener.silence();
        } else {
          return;
        }
      }
    }
  }

  /**
   * That there is such an order, who asked has seen already, unless he pretends to be forwarded.
   */
  private boolean isVisible(String id, Caller caller) {
    return caller.seesAll()
        || reads.find(id).filter(it -> caller.owns(it.head().content().customerId())).isPresent();
  }

  private void tellSoFar(String id, Listener listener) {
    Optional<OrderSnapshot> order = reads.find(id);
    order.ifPresent(known -> listener.hear(SentEvent.created(known, json)));
    events
        .verdictsOn(id)
        .forEach(verdict -> listener.hear(SentEvent.of(new Judged(verdict), json)));
    order
        .filter(known -> known.state() != OrderState.CREATED)
        .ifPresent(known -> listener.hear(SentEvent.of(new Changed(known), json)));
  }

  private void followThere(
      HostInfo owner, String id, Caller caller, Deadline deadline, Listener listener)
      throws IOException, InterruptedException {
    URI target =
        URI.create("http://%s:%d/v1/orders/%s/events".formatted(owner.host(), owner.port(), id));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(deadline.left().plusSeconds(1))
            .header(OrderLookup.HOP_HEADER, "1")
            .header("Accept", "text/event-stream")
            .GET();
    caller.sign(request);
    HttpResponse<Stream<String>> answer = http.send(request.build(), BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      if (answer.statusCode() == 200) {
        passOn(lines.iterator(), listener);
      }
    } catch (UncheckedIOException e) {
      throw new IOException("The owner of an order stopped telling", e);
    }
  }

  /** Lines as this service writes them: one line of data for each event, then an empty line. */
  private static void passOn(Iterator<String> lines, Listener listener) {
    String id = "";
    String name = "";
    String data = "";
    while (lines.hasNext() && !listener.isDone()) {
      String line = lines.next();
      if (line.isEmpty() && !data.isEmpty()) {
        listener.hear(new SentEvent(id, name, data));
        data = "";
      } else if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data = line.substring(5).strip();
      } else if (line.startsWith(":")) {
        listener.silence();
      }
    }
  }
}
