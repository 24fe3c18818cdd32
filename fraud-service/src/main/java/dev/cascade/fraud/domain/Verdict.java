package dev.cascade.fraud.domain;

import java.time.Instant;

/** What is said of an order. */
public sealed interface Verdict {

  /** It passes. */
  record Passed() implements Verdict {}

  /** It goes over the limit. */
  record Refused(Excess excess) implements Verdict {}

  /**
   * A person decides.
   *
   * @param total value of the customer's live orders in one hour, with this one
   * @param limit what it may come to
   * @param until when the verdict is there at the latest
   */
  record Pending(Money total, Money limit, Instant until) implements Verdict {}

  /** A person refused it, with these words. */
  record Declined(String why) implements Verdict {}

  /** The verdict on an order that nobody reviews. */
  static Verdict of(JudgedOrder order) {
    return order.excess().<Verdict>map(Refused::new).orElseGet(Passed::new);
  }

  /** The verdict on an order that is or was reviewed; of one that nobody decided, as at first. */
  static Verdict of(Review review) {
    return switch (review) {
      case Review.Decided decided ->
          switch (decided.ruling()) {
            case APPROVE -> new Passed();
            case DECLINE -> new Declined(decided.signature().why());
          };
      case Review.Open _, Review.Lapsed _, Review.Withdrawn _ ->
          new Pending(
              review.subject().total(),
              review.subject().limit(),
              ReviewPolicy.verdictUntil(review.subject()));
    };
  }
}
