package dev.cascade.inventory.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of an adjustment.
 *
 * @param adjustmentId which one
 * @param delta the change that was asked for
 * @param askedAt when it was asked, as the wish said
 * @param refusal why it was refused; empty when it was made
 * @param repeated whether this only says again what was decided before
 */
public record AdjustmentResult(
    String adjustmentId,
    long delta,
    Instant askedAt,
    Optional<AdjustmentRefusal> refusal,
    boolean repeated) {

  /** Whether the change was made. */
  public boolean accepted() {
    return refusal.isEmpty();
  }
}
