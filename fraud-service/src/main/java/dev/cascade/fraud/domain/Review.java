package dev.cascade.fraud.domain;

import java.time.Instant;

/** A person decides whether an order near the limit passes. A review ends once, and stays so. */
public sealed interface Review {

  /** What it is about. */
  Subject subject();

  /**
   * What a reviewer is asked.
   *
   * @param orderedAt when the order was created
   * @param value what the order comes to
   * @param total value of the customer's live orders in one hour, with this one
   * @param limit what they may come to
   * @param openedAt when the review began
   * @param until when the reviewer's time ends
   */
  record Subject(
      String orderId,
      String customerId,
      Instant orderedAt,
      Money value,
      Money total,
      Money limit,
      Instant openedAt,
      Instant until) {}

  /** Nobody has decided, and there is time. */
  record Open(Subject subject) implements Review {}

  /** It ended. */
  sealed interface Ended extends Review {

    /** When it ended. */
    Instant endedAt();
  }

  /** A person decided. */
  record Decided(Subject subject, Instant endedAt, Ruling ruling, Signature signature)
      implements Ended {}

  /** Nobody decided in time. */
  record Lapsed(Subject subject, Instant endedAt) implements Ended {}

  /** The order ended before, for another reason. */
  record Withdrawn(Subject subject, Instant endedAt) implements Ended {}

  /** What a reviewer says. */
  enum Ruling {
    /** The order passes. */
    APPROVE,
    /** The order is refused. */
    DECLINE
  }

  /**
   * Who decided, and why.
   *
   * @param by who
   * @param why in a sentence
   */
  record Signature(String by, String why) {}
}
