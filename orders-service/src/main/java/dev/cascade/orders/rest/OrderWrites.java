package dev.cascade.orders.rest;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.domain.RequestPosition;
import dev.cascade.orders.publishing.Placed;
import dev.cascade.orders.publishing.RequestLog;
import dev.cascade.orders.rest.AcceptedOrders.Accepted;
import dev.cascade.orders.rest.AcceptedOrders.Taken;
import dev.cascade.orders.rest.OrderForm.Asked;
import dev.cascade.orders.rest.OrderLookup.Look;
import dev.cascade.orders.rest.OrderReads.Wanted;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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

  /** What there was under the id is not what was to be written; look again. */
  private static final class TakenElsewhereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TakenElsewhereException() {
      super("Taken elsewhere", null, false, false);
    }
  }

  /** The order, written now or before; ends in 409 when the id has another content. */
  Written write(Asked asked, String requestId, Deadline deadline, Caller caller) {
    Accepted mine = Accepted.of(asked.content(), now());
    Optional<Accepted> earlier = accepted.putIfAbsent(asked.id(), mine);
    return earlier.isPresent()
        ? repeated(asked, requestId, earlier.get(), deadline, caller)
        : first(asked, requestId, mine, deadline, caller);
  }

  /** Looks with the service's own eyes: another customer's order has its id too. */
  private Written first(
      Asked asked, String requestId, Accepted mine, Deadline deadline, Caller caller) {
    Look look;
    try {
      look = lookup.look(asked.id(), deadline, caller.unseen());
    } catch (RuntimeException e) {
      giveBack(asked.id(), mine, e);
      throw e;
    }
    if (look.isTaken()) {
      giveBack(asked.id(), mine, new TakenElsewhereException());
      throw conflict(asked.id());
    }
    if (look.order().isPresent()) {
      giveBack(asked.id(), mine, new TakenElsewhereException());
      return new Written(false, same(asked, look.order().get()), null);
    }
    send(asked, requestId, mine, look, deadline, caller);
    try {
      Taken taken = await(mine.taken(), deadline);
      OrderView order = OrderView.accepted(asked.id(), asked.content(), mine.at());
      return new Written(taken.isNew(), order, new PositionToken(asked.id(), taken.position()));
    } catch (TakenElsewhereException e) {
      throw conflict(asked.id());
    }
  }

  /** A failed write gives its id back even when nobody waits for it any more. */
  private void send(
      Asked asked, String requestId, Accepted mine, Look look, Deadline deadline, Caller caller) {
    var unused =
        log.order(asked.id(), requestId, mine.at(), asked.content(), look.reflected())
            .thenCompose(placed -> taken(asked, placed, deadline, caller))
            .whenComplete((taken, failure) -> {
              if (failure == null) {
                mine.taken().complete(taken);
              } else {
                giveBack(asked.id(), mine, cause(failure));
              }
            });
  }

  private CompletionStage<Taken> taken(
      Asked asked, Placed placed, Deadline deadline, Caller caller) {
    return switch (placed.standing()) {
      case FIRST -> CompletableFuture.completedStage(new Taken(true, placed.position()));
      case REPEATED -> CompletableFuture.completedStage(new Taken(false, placed.position()));
      case SECOND -> CompletableFuture.failedStage(new TakenElsewhereException());
      case UNKNOWN ->
          CompletableFuture.supplyAsync(
              () -> asTheViewShows(asked, placed.position(), deadline, caller),
              Thread::startVirtualThread);
    };
  }

  /** Waits until the view reflects the request, and so everything before it. */
  private Taken asTheViewShows(
      Asked asked, RequestPosition position, Deadline deadline, Caller caller) {
    PositionToken token = new PositionToken(asked.id(), position);
    Wanted wanted = new Wanted(asked.id(), WaitFor.CREATED, token, deadline, caller.unseen());
    Look shown = lookup.look(wanted, deadline);
    if (shown.isTaken()
        || !shown.order().orElseThrow().contentHash().equals(asked.content().contentHash())) {
      throw new TakenElsewhereException();
    }
    return new Taken(true, position);
  }

  private void giveBack(String id, Accepted mine, Throwable failure) {
    accepted.remove(id, mine);
    mine.taken().completeExceptionally(failure);
  }

  /** What becomes of the earlier one decides, also on one with another content. */
  private Written repeated(
      Asked asked, String requestId, Accepted earlier, Deadline deadline, Caller caller) {
    Taken taken;
    try {
      taken = await(earlier.taken(), deadline);
    } catch (TakenElsewhereException e) {
      return write(asked, requestId, deadline, caller);
    }
    if (!earlier.content().contentHash().equals(asked.content().contentHash())) {
      throw conflict(asked.id());
    }
    OrderView order =
        seen(asked.id(), caller)
            .orElseGet(() -> OrderView.accepted(asked.id(), earlier.content(), earlier.at()));
    return new Written(false, order, new PositionToken(asked.id(), taken.position()));
  }

  /** What the view shows, if it can be asked at once; that Kafka has the order is known anyway. */
  private Optional<OrderView> seen(String id, Caller caller) {
    try {
      return lookup.look(id, Deadline.in(Duration.ZERO), caller).order();
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

  private <T> T await(CompletableFuture<T> written, Deadline deadline) {
    long millis = Math.clamp(deadline.left().toMillis(), 1, delivery.toMillis());
    try {
      return written.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TakenElsewhereException elsewhere) {
        throw elsewhere;
      }
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

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
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
