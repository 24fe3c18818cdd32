package dev.cascade.orders.rest;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.domain.RequestPosition;
import dev.cascade.orders.publishing.RequestLog;
import dev.cascade.orders.rest.AcceptedOrders.Accepted;
import dev.cascade.orders.rest.OrderForm.Asked;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes requests to Kafka: each order once, whoever repeats it. */
@ApplicationScoped
class OrderWrites {

  private static final Logger LOG = Logger.getLogger(OrderWrites.class);

  private final AcceptedOrders accepted;
  private final OrderLookup lookup;
  private final RequestLog log;
  private final Duration delivery;

  OrderWrites(
      AcceptedOrders accepted, OrderLookup lookup, RequestLog log, OrdersSettings settings) {
    this.accepted = accepted;
    this.lookup = lookup;
    this.log = log;
    this.delivery = settings.timeouts().delivery();
  }

  /**
   * What became of a write.
   *
   * @param isNew false when the order was there before
   * @param order as far as it is known
   * @param token the position of the write; null when the order is older than its memory here
   */
  record Written(boolean isNew, OrderView order, @Nullable PositionToken token) {}

  /** The order, written now or before; ends in 409 when the id has another content. */
  Written write(Asked asked, String requestId, Deadline deadline) {
    Instant now = now();
    Accepted mine = Accepted.of(asked.content(), now);
    Optional<Accepted> earlier = accepted.putIfAbsent(asked.id(), mine);
    if (earlier.isPresent()) {
      return repeated(asked, earlier.get(), deadline);
    }
    try {
      Optional<OrderView> known = lookup.find(asked.id(), deadline);
      if (known.isPresent()) {
        giveBack(asked.id(), mine, new ProblemException(Problem.conflict("Written before")));
        return new Written(false, same(asked, known.get()), null);
      }
    } catch (RuntimeException e) {
      giveBack(asked.id(), mine, e);
      throw e;
    }
    send(asked, requestId, mine);
    PositionToken token = new PositionToken(asked.id(), await(mine.position(), deadline));
    return new Written(true, OrderView.accepted(asked.id(), asked.content(), now), token);
  }

  /** A failed write gives its id back even when nobody waits for it any more. */
  private void send(Asked asked, String requestId, Accepted mine) {
    var unused =
        log.order(asked.id(), requestId, mine.at(), asked.content())
            .whenComplete((position, failure) -> {
              if (failure == null) {
                mine.position().complete(position);
              } else {
                giveBack(asked.id(), mine, failure);
              }
            });
  }

  private void giveBack(String id, Accepted mine, Throwable failure) {
    accepted.remove(id, mine);
    mine.position().completeExceptionally(failure);
  }

  private Written repeated(Asked asked, Accepted earlier, Deadline deadline) {
    if (!earlier.content().contentHash().equals(asked.content().contentHash())) {
      throw conflict(asked.id());
    }
    PositionToken token = new PositionToken(asked.id(), await(earlier.position(), deadline));
    OrderView order =
        seen(asked.id())
            .orElseGet(() -> OrderView.accepted(asked.id(), earlier.content(), earlier.at()));
    return new Written(false, order, token);
  }

  /** What the view shows, if it can be asked at once; that Kafka has the order is known anyway. */
  private Optional<OrderView> seen(String id) {
    try {
      return lookup.find(id, Deadline.in(Duration.ZERO));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  private static OrderView same(Asked asked, OrderView known) {
    if (!known.contentHash().equals(asked.content().contentHash())) {
      throw conflict(asked.id());
    }
    return known;
  }

  private static ProblemException conflict(String id) {
    return new ProblemException(
        Problem.conflict("There is an order " + id + " already, with another content."));
  }

  /** Writes a request about an order that exists. */
  PositionToken request(
      String id, Deadline deadline, Function<Instant, CompletableFuture<RequestPosition>> write) {
    return new PositionToken(id, await(write.apply(now()), deadline));
  }

  private RequestPosition await(CompletableFuture<RequestPosition> position, Deadline deadline) {
    long millis = Math.clamp(deadline.left().toMillis(), 1, delivery.toMillis());
    try {
      return position.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      LOG.warnf("Kafka did not take a request: %s", e.getCause());
      throw unavailable();
    } catch (TimeoutException e) {
      LOG.warn("Kafka did not acknowledge a request in time");
      throw unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private static ProblemException unavailable() {
    return new ProblemException(
        Problem.unavailable(
            "Kafka did not acknowledge the request in time. Repeat it as it is: one that did"
                + " arrive counts once."));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
