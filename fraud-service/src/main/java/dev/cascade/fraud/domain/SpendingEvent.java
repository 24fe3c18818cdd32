package dev.cascade.fraud.domain;

import java.time.Instant;

/** News of an order that changes what its customer spends. */
public sealed interface SpendingEvent {

  /** The order. */
  String orderId();

  /** When it was created. */
  Instant createdAt();

  /**
   * An order was placed.
   *
   * @param value what it comes to
   * @param endsIfRefused whether a refusal ends it; an order that was created while this rule was
   *     not required lives on, and counts, whatever the verdict
   */
  record Placed(String orderId, Instant createdAt, Money value, boolean endsIfRefused)
      implements SpendingEvent {}

  /** An order failed or was cancelled: its value is given back. */
  record GivenBack(String orderId, Instant createdAt) implements SpendingEvent {}

  /** An order was placed in a currency that does not exist: there is nothing to add up. */
  record PlacedInUnknownCurrency(String orderId, Instant createdAt) implements SpendingEvent {}
}
