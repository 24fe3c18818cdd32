package dev.cascade.orders.domain;

import dev.cascade.orders.domain.Decision.Cause;
import dev.cascade.orders.domain.Decision.Continued;
import dev.cascade.orders.domain.Decision.Ignored;
import dev.cascade.orders.domain.OrderEvent.CancellationWanted;
import dev.cascade.orders.domain.OrderEvent.OrderWanted;
import dev.cascade.orders.domain.OrderEvent.Paid;
import dev.cascade.orders.domain.OrderEvent.PaymentEnded;
import dev.cascade.orders.domain.OrderEvent.PaymentRefused;
import dev.cascade.orders.domain.OrderEvent.Refunded;
import dev.cascade.orders.domain.OrderEvent.ReviewAnnounced;
import dev.cascade.orders.domain.OrderEvent.ShipmentWanted;
import dev.cascade.orders.domain.OrderEvent.TimePassed;
import dev.cascade.orders.domain.OrderEvent.VerdictGiven;
import dev.cascade.orders.domain.OrderLife.Cancelled;
import dev.cascade.orders.domain.OrderLife.Confirmed;
import dev.cascade.orders.domain.OrderLife.Created;
import dev.cascade.orders.domain.OrderLife.Ended;
import dev.cascade.orders.domain.OrderLife.Failed;
import dev.cascade.orders.domain.OrderLife.Refunding;
import dev.cascade.orders.domain.OrderLife.Shipped;
import dev.cascade.orders.domain.OrderLife.Validated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides an order's life: {@code (state, event) -> (state, records)}.
 *
 * <p>A refused order waits for the verdicts that are still outstanding before it fails, so that it
 * fails with every reason: the validators work in parallel and are milliseconds apart. It never
 * waits past the earliest deadline of what is outstanding, and never for a person.
 *
 * <p>A validator may leave its rule to a person and say until when. That moves the rule's deadline,
 * later only, and no further than {@link Patience#review}, so no validator can hold an order for
 * ever.
 *
 * <p>A request always leaves a record, even one that changes nothing: the record carries the
 * request's position, so a reader who waits for that position is answered.
 *
 * @param patience how long each state lasts
 */
public record OrderDecider(Patience patience) {

  private static final Reason UNPAID =
      new Reason(Reason.DEADLINE, "payment-timeout", "No outcome of the payment in time");

  private static final Reason LATE_REFUND =
      new Reason(Reason.DEADLINE, "refund-timeout", "The refund is still on its way");

  /**
   * What follows from the event.
   *
   * @param life the order as it is, null when there is none
   */
  public Decision decide(@Nullable OrderLife life, OrderEvent event, Circumstances at) {
    if (life == null) {
      return event instanceof OrderWanted wanted
          ? create(wanted, at)
          : new Ignored(Cause.UNKNOWN_ORDER);
    }
    return switch (event) {
      case OrderWanted _ -> note(life, at);
      case CancellationWanted wish -> cancel(life, Cancellation.by(wish), at);
      case ShipmentWanted _ -> ship(life, at);
      case VerdictGiven verdict -> judge(life, verdict, at.now());
      case ReviewAnnounced review -> review(life, review, at.now());
      case PaymentEnded outcome -> settle(life, outcome, at.now());
      case TimePassed _ -> expire(life, at.now());
    };
  }

  private Continued create(OrderWanted wanted, Circumstances at) {
    List<String> names =
        at.rules().stream().filter(ValidationRule::counts).map(ValidationRule::name).toList();
    OrderHead head =
        new OrderHead(
            wanted.orderId(),
            wanted.content(),
            names,
            wanted.requestedAt(),
            1,
            at.position(),
            at.now());
    Scoreboard board = Scoreboard.expecting(at.rules(), wanted.content().lines(), at.now());
    Created created = new Created(head, board);
    Continued creation = Decision.moved(null, created);
    return board.isComplete() ? Decision.both(creation, validate(created, at.now())) : creation;
  }

  private static Continued note(OrderLife life, Circumstances at) {
    return Decision.noted(life.with(life.head().next(at)));
  }

  private Continued cancel(OrderLife life, Cancellation wish, Circumstances at) {
    OrderHead head = life.head().next(at);
    return switch (life) {
      case Created created -> Decision.moved(created.state(), cancelled(head, wish, at.now()));
      case Validated validated when validated.cancellation() == null ->
          Decision.noted(new Validated(head, validated.until(), wish));
      case Confirmed _ -> Decision.noted(refunding(head, wish, at.now()));
      case Validated _, Refunding _, Ended _ -> note(life, at);
    };
  }

  private Continued ship(OrderLife life, Circumstances at) {
    return switch (life) {
      case Confirmed confirmed ->
          Decision.moved(
              confirmed.state(), new Shipped(life.head().next(at), forgottenAt(at.now())));
      case Created _, Validated _, Refunding _, Ended _ -> note(life, at);
    };
  }

  private Decision judge(OrderLife life, VerdictGiven verdict, Instant now) {
    if (!(life instanceof Created created)) {
      return new Ignored(Cause.UNAWAITED_VERDICT);
    }
    return created
        .board()
        .after(verdict)
        .<Decision>map(board -> decideOn(new Created(created.head(), board), now))
        .orElseGet(() -> new Ignored(Cause.UNAWAITED_VERDICT));
  }

  /** The record tells the world that the order waits longer, and for whom. */
  private Decision review(OrderLife life, ReviewAnnounced review, Instant now) {
    if (!(life instanceof Created created)) {
      return new Ignored(Cause.UNAWAITED_VERDICT);
    }
    return created
        .board()
        .after(review, patience.review())
        .<Decision>map(board ->
            board.isComplete()
                ? decideOn(new Created(created.head(), board), now)
                : Decision.noted(new Created(created.head().next(now), board)))
        .orElseGet(() -> new Ignored(Cause.UNAWAITED_VERDICT));
  }

  private Continued decideOn(Created created, Instant now) {
    Scoreboard board = created.board();
    if (!board.isComplete()) {
      return new Continued(created, List.of());
    }
    return board.refused() ? fail(created, board.reasons(), now) : validate(created, now);
  }

  private Continued validate(Created created, Instant now) {
    OrderHead head = created.head().next(now);
    return Decision.moved(created.state(), new Validated(head, now.plus(patience.payment()), null));
  }

  private Decision settle(OrderLife life, PaymentEnded outcome, Instant now) {
    return switch (life) {
      case Validated validated -> settle(validated, outcome, now);
      case Refunding refunding when outcome instanceof Refunded ->
          Decision.moved(
              life.state(), cancelled(life.head().next(now), refunding.cancellation(), now));
      case Created _, Confirmed _, Refunding _, Ended _ -> new Ignored(Cause.UNAWAITED_PAYMENT);
    };
  }

  private Decision settle(Validated order, PaymentEnded outcome, Instant now) {
    OrderHead head = order.head().next(now);
    Cancellation wish = order.cancellation();
    return switch (outcome) {
      case Paid _ when wish == null ->
          Decision.moved(order.state(), new Confirmed(head, now.plus(patience.shipping())));
      case Paid _ -> Decision.moved(order.state(), refunding(head, wish, now));
      case PaymentRefused _ when wish != null ->
          Decision.moved(order.state(), cancelled(head, wish, now));
      case PaymentRefused refused -> fail(order, List.of(refusal(refused)), now);
      case Refunded _ -> new Ignored(Cause.UNAWAITED_PAYMENT);
    };
  }

  private Decision expire(OrderLife life, Instant now) {
    if (life.until().isAfter(now)) {
      return new Ignored(Cause.TOO_EARLY);
    }
    OrderHead head = life.head().next(now);
    return switch (life) {
      case Created created -> fail(created, created.board().reasonsAt(now), now);
      case Validated validated -> unpaid(validated, now);
      case Confirmed _ -> Decision.noted(refunding(head, Cancellation.notShipped(now), now));
      case Refunding refunding ->
          Decision.moved(life.state(), cancelled(head, refunding.cancellation(), now, LATE_REFUND));
      case Ended _ -> new Decision.Forgotten(life.head().id());
    };
  }

  private Continued unpaid(Validated order, Instant now) {
    Cancellation wish = order.cancellation();
    return wish == null
        ? fail(order, List.of(UNPAID), now)
        : Decision.moved(order.state(), cancelled(order.head().next(now), wish, now, UNPAID));
  }

  private Continued fail(OrderLife life, List<Reason> reasons, Instant now) {
    Failed failed = new Failed(life.head().next(now), forgottenAt(now), reasons);
    return Decision.moved(life.state(), failed);
  }

  private Refunding refunding(OrderHead head, Cancellation wish, Instant now) {
    return new Refunding(head, now.plus(patience.refund()), wish);
  }

  private Cancelled cancelled(OrderHead head, Cancellation wish, Instant now, Reason... more) {
    List<Reason> reasons = new ArrayList<>(List.of(wish.reason()));
    reasons.addAll(List.of(more));
    return new Cancelled(head, forgottenAt(now), wish, reasons);
  }

  private Instant forgottenAt(Instant now) {
    return now.plus(patience.retention());
  }

  private static Reason refusal(PaymentRefused refused) {
    Reason reason = refused.reason();
    return reason != null
        ? reason
        : new Reason(Reason.PAYMENT, "refused", "Payments gave no reason");
  }
}
