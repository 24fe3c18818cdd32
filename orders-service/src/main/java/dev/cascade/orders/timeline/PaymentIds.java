package dev.cascade.orders.timeline;

/**
 * How payments-service names what it moves for an order; its README promises it. An order knows its
 * payment's id only from the outcome, and its timeline has to find what happened before.
 */
final class PaymentIds {

  private PaymentIds() {}

  static String paymentOf(String orderId) {
    return "order-" + orderId;
  }

  static String refundOf(String orderId) {
    return "refund-" + orderId;
  }
}
