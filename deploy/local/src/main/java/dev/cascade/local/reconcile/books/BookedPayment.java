package dev.cascade.local.reconcile.books;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A payment that ended.
 *
 * @param id the payment's
 * @param kind TRANSFER, REFUND, CAPTURE, and what moves nothing
 * @param state COMPLETE, REVERSED, REJECTED, ...
 * @param debtor account that is debited
 * @param creditor account that is credited
 * @param amount what was to be moved, positive
 * @param order whose payment or refund it is, if it is one's
 * @param updatedAt when it ended
 */
public record BookedPayment(
    String id,
    String kind,
    String state,
    String debtor,
    String creditor,
    Amount amount,
    Optional<String> order,
    Instant updatedAt) {

  private static final String COMPLETE = "COMPLETE";
  private static final String REVERSED = "REVERSED";
  private static final String REFUND = "REFUND";

  /** One side of a payment: what it does to an account. */
  public record Leg(String account, Amount amount) {}

  /** The entries that belong to such an end: two that sum to zero, or none. */
  public List<Leg> legs() {
    Leg debit = new Leg(debtor, amount.negated());
    return switch (state) {
      case COMPLETE -> List.of(debit, new Leg(creditor, amount));
      case REVERSED -> List.of(debit, new Leg(debtor, amount));
      default -> List.of();
    };
  }

  /** Whether its money has arrived. */
  public boolean isComplete() {
    return state.equals(COMPLETE);
  }

  /** Whether it gives back what another payment moved. */
  public boolean isRefund() {
    return kind.equals(REFUND);
  }
}
