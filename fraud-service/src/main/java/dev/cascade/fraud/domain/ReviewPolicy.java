package dev.cascade.fraud.domain;

import dev.cascade.fraud.domain.Review.Decided;
import dev.cascade.fraud.domain.Review.Ended;
import dev.cascade.fraud.domain.Review.Lapsed;
import dev.cascade.fraud.domain.Review.Open;
import dev.cascade.fraud.domain.Review.Subject;
import dev.cascade.fraud.domain.Review.Withdrawn;
import dev.cascade.fraud.domain.SpendingEvent.Placed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which orders a person looks at, and how a review ends: by the first decision that comes in time,
 * or with its order. Who ends an order that nobody decides on is the order's own life, not this
 * service, which may be away then.
 *
 * @param band which orders
 * @param time how long a reviewer has
 */
public record ReviewPolicy(ReviewBand band, Duration time) {

  /** No order is left to a person. */
  public static final ReviewPolicy NONE = new ReviewPolicy(ReviewBand.NONE, Duration.ofMinutes(10));

  /** How long a decision of the last moment may be under way to the order. */
  public static final Duration TRAVEL = Duration.ofSeconds(10);

  /** Refuses a time in which nobody can decide. */
  public ReviewPolicy {
    if (!time.isPositive()) {
      throw new IllegalArgumentException("A reviewer's time must be positive, not " + time);
    }
  }

  /**
   * The review of an order that was just judged; empty when it needs none. One that is refused, or
   * has no value, or passes or fails without this rule, needs none.
   *
   * @param total value of the customer's live orders in the fullest hour, with this one
   * @param now to the millisecond
   */
  public Optional<Open> review(
      String customerId,
      Placed order,
      Optional<CustomerLevel> level,
      Money total,
      Money limit,
      Instant now) {
    return order.endsIfRefused()
            && order.value().minorUnits() > 0
            && band.holds(level, total, limit)
        ? Optional.of(
            new Open(
                new Subject(
                    order.orderId(),
                    customerId,
                    order.createdAt(),
                    order.value(),
                    total,
                    limit,
                    now,
                    now.plus(time))))
        : Optional.empty();
  }

  /** Until when the order is asked to wait for its verdict. */
  public static Instant verdictUntil(Subject subject) {
    return subject.until().plus(TRAVEL);
  }

  /** How a review that is open ends by a decision: with it if it is in time, without it if not. */
  public static Ended decided(Open review, ReviewDecision decision, Instant now) {
    return isOver(review.subject(), now)
        ? new Lapsed(review.subject(), now)
        : new Decided(review.subject(), now, decision.ruling(), decision.signature());
  }

  /** How a review that is open ends when its order does. */
  public static Ended orderEnded(Open review, Instant now) {
    return isOver(review.subject(), now)
        ? new Lapsed(review.subject(), now)
        : new Withdrawn(review.subject(), now);
  }

  /** Whether the reviewer's time is over. */
  public static boolean isOver(Subject subject, Instant now) {
    return !now.isBefore(subject.until());
  }
}
