package dev.cascade.email.domain;

import java.time.Instant;

/** Where an order and its payment stand on their way to each other. */
public sealed interface Meeting {

  /** When the latest part of it happened; the window counts from here. */
  Instant at();

  /** The order was there first. */
  record AwaitingPayment(ConfirmedOrder order, Instant at) implements Meeting {}

  /** The payment was there first. */
  record AwaitingOrder(SettledPayment payment, Instant at) implements Meeting {}

  /** Both are there. */
  record Met(ConfirmedOrder order, SettledPayment payment, Instant at) implements Meeting {

    /** The mail that the customer should get. */
    public EmailRequest requestTo(Customer customer) {
      return new EmailRequest(
          order.orderId(),
          customer.id(),
          customer.name(),
          customer.email(),
          customer.level(),
          order.lines(),
          payment.amount(),
          payment.paymentId(),
          at);
    }
  }

  /**
   * They have met and that was acted on, or the order was withdrawn; kept for the window so that a
   * repetition, or the payment of a withdrawn order, finds it.
   */
  record Closed(Instant at) implements Meeting {}
}
