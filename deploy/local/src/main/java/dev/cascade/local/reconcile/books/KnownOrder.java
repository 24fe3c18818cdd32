package dev.cascade.local.reconcile.books;

import java.time.Instant;
import java.util.Set;

/**
 * An order as the orders service knows it.
 *
 * @param id the order's
 * @param state where it stands
 * @param total what is paid for it
 * @param createdAt when it was accepted
 * @param updatedAt when it was last decided on
 */
public record KnownOrder(
    String id, String state, Amount total, Instant createdAt, Instant updatedAt) {

  private static final Set<String> PAID = Set.of("CONFIRMED", "SHIPPED");
  private static final Set<String> UNDONE = Set.of("FAILED", "CANCELLED");

  /** Whether its state says that it is paid. */
  public boolean isPaid() {
    return PAID.contains(state);
  }

  /** Whether its state says that whatever was paid has gone back. */
  public boolean isUndone() {
    return UNDONE.contains(state);
  }
}
