package dev.cascade.email.domain;

import dev.cascade.email.domain.Meeting.AwaitingOrder;
import dev.cascade.email.domain.Meeting.AwaitingPayment;
import dev.cascade.email.domain.Meeting.Closed;
import dev.cascade.email.domain.Meeting.Met;
import dev.cascade.email.domain.MeetingEvent.Confirmed;
import dev.cascade.email.domain.MeetingEvent.Paid;
import dev.cascade.email.domain.MeetingEvent.Withdrawn;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Brings an order and its payment together, whichever comes first, if they are not further apart
 * than the window. Whatever is repeated, they meet once; once the order is withdrawn, they do not.
 *
 * @param window how far apart the two may be, inclusive
 */
public record MeetingPolicy(Duration window) {

  /** The meeting after the event, which happened {@code at}. */
  public Meeting after(@Nullable Meeting before, MeetingEvent event, Instant at) {
    return switch (event) {
      case Confirmed confirmed -> afterConfirmation(before, confirmed.order(), at);
      case Paid paid -> afterPayment(before, paid.payment(), at);
      case Withdrawn withdrawn -> before instanceof Closed ? before : new Closed(at);
    };
  }

  private Meeting afterConfirmation(@Nullable Meeting before, ConfirmedOrder order, Instant at) {
    return switch (before) {
      case null -> new AwaitingPayment(order, at);
      case AwaitingPayment waiting -> new AwaitingPayment(order, later(waiting.at(), at));
      case AwaitingOrder waiting when near(waiting.at(), at) ->
          new Met(order, waiting.payment(), later(waiting.at(), at));
      case AwaitingOrder waiting ->
          waiting.at().isAfter(at) ? waiting : new AwaitingPayment(order, at);
      case Met met -> met;
      case Closed closed -> closed;
    };
  }

  private Meeting afterPayment(@Nullable Meeting before, SettledPayment payment, Instant at) {
    return switch (before) {
      case null -> new AwaitingOrder(payment, at);
      case AwaitingOrder waiting -> new AwaitingOrder(payment, later(waiting.at(), at));
      case AwaitingPayment waiting when near(waiting.at(), at) ->
          new Met(waiting.order(), payment, later(waiting.at(), at));
      case AwaitingPayment waiting ->
          waiting.at().isAfter(at) ? waiting : new AwaitingOrder(payment, at);
      case Met met -> met;
      case Closed closed -> closed;
    };
  }

  private boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(window) <= 0;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
