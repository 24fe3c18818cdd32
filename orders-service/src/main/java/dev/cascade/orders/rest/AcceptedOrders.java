package dev.cascade.orders.rest;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.RequestPosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Orders that this instance is about to write, or wrote a moment ago, while the view may not show
 * them yet: a repeated POST finds them here. Bounded in number and in time.
 */
@ApplicationScoped
class AcceptedOrders {

  private static final int MOST = 20_000;

  private final Map<String, Accepted> byId = new LinkedHashMap<>();
  private final Duration kept;

  AcceptedOrders(OrdersSettings settings) {
    this.kept = settings.timeouts().longest();
  }

  /**
   * One of them.
   *
   * @param content what was ordered
   * @param at when it was accepted
   * @param taken completed once it is certain that this is the order of its id, or not
   */
  record Accepted(OrderContent content, Instant at, CompletableFuture<Taken> taken) {

    static Accepted of(OrderContent content, Instant at) {
      return new Accepted(content, at, new CompletableFuture<>());
    }
  }

  /**
   * An order that Kafka has.
   *
   * @param isNew false when somebody asked for the same one before
   * @param position of the request in order-requests
   */
  record Taken(boolean isNew, RequestPosition position) {}

  /** The one that was there before; empty when this one is the first. */
  synchronized Optional<Accepted> putIfAbsent(String id, Accepted accepted) {
    dropOld(accepted.at());
    return Optional.ofNullable(byId.putIfAbsent(id, accepted));
  }

  /** Gives the id back, unless another order has it by now. */
  synchronized void remove(String id, Accepted accepted) {
    byId.remove(id, accepted);
  }

  /** The eldest are first, and the view has shown them long since. */
  private void dropOld(Instant now) {
    Iterator<Accepted> eldest = byId.values().iterator();
    while (eldest.hasNext()) {
      Accepted accepted = eldest.next();
      if (byId.size() < MOST && accepted.at().plus(kept).isAfter(now)) {
        return;
      }
      eldest.remove();
    }
  }
}
