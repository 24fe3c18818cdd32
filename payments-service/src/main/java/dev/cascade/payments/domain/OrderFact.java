package dev.cascade.payments.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What payments have to know of an order's record.
 *
 * @param orderId the order
 * @param customerId who pays; also the id of the account
 * @param total what is paid
 * @param change what the record says happened
 * @param at when it was decided
 */
public record OrderFact(String orderId, String customerId, Money total, Change change, Instant at) {

  /** What the ids of orders' payments begin with; no other payment's does. */
  public static final String PAYMENT_PREFIX = "order-";

  /** What the ids of payments that undo orders' begin with; no other payment's does. */
  public static final String REFUND_PREFIX = "refund-";

  /** What happened to an order, as far as money is concerned. */
  public enum Change {
    /** The order may be paid now. */
    PAYABLE,
    /** Whatever was paid has to go back. */
    UNDONE,
    /** Nothing that concerns money. */
    NONE
  }

  /**
   * Returns the instruction that follows; its id is made of the order's, so a repeat is a
   * duplicate.
   */
  public Optional<Payment.Incoming> instruction(MerchantAccounts merchants) {
    Instruction payment =
        new Instruction(
            paymentId(orderId),
            PaymentKind.TRANSFER,
            null,
            orderId,
            customerId,
            merchants.merchant(total.currency()),
            total,
            at);
    return switch (change) {
      case PAYABLE -> Optional.of(new Payment.Incoming(payment));
      case UNDONE -> Optional.of(new Payment.Incoming(undoOf(payment)));
      case NONE -> Optional.empty();
    };
  }

  /** The id of an order's payment. */
  public static String paymentId(String orderId) {
    return PAYMENT_PREFIX + orderId;
  }

  /** The id of the payment that undoes an order's. */
  public static String refundId(String orderId) {
    return REFUND_PREFIX + orderId;
  }

  /** What undoes an order's payment. */
  public static Instruction undoOf(Instruction payment) {
    return new Instruction(
        REFUND_PREFIX + payment.orderId(),
        PaymentKind.REFUND,
        payment.id(),
        payment.orderId(),
        payment.creditor(),
        payment.debtor(),
        payment.amount(),
        payment.submittedAt());
  }

  /** Whether only an order's payment, or what undoes one, may have the id. */
  public static boolean isReserved(String paymentId) {
    return paymentId.startsWith(PAYMENT_PREFIX) || paymentId.startsWith(REFUND_PREFIX);
  }
}
