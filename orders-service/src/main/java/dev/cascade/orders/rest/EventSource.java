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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
  private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

  /** Three comments, which an instance sends while nothing happens, are missing. */
  private static final Duration LONGEST_SILENCE =
      LOOK_AROUND.multipliedBy(3L * EventsResource.SILENCES_BEFORE_COMMENT);

  private static final long RETRY_MILLIS = 100;

  private final OrderReads reads;
  private final OrderEvents events;
  private final HostInfo self;
  private final ObjectMapper json;
  private final EventRelay relay = new EventRelay(LONGEST_SILENCE, LOOK_AROUND);

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
          relay.passOn(owner, id, who.caller(), deadline, listener);
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
        OrderHappening happening = queue.poll(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS);
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

  /** Looked at here too: whoever pretends to be forwarded has not been asked before. */
  private boolean isVisible(String id, Caller caller) {
    return reads
        .find(id)
        .filter(it -> caller.seesAll() || caller.owns(it.head().content().customerId()))
        .isPresent();
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
}
