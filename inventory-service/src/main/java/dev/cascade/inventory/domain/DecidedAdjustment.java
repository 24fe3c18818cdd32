package dev.cascade.inventory.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What was decided about an adjustment, remembered for a while so that a repeat has no effect.
 *
 * @param delta the change that was asked for
 * @param refusal why it was refused; empty when it was made
 * @param decidedAt when it was decided
 */
public record DecidedAdjustment(
    long delta, Optional<AdjustmentRefusal> refusal, Instant decidedAt) {}
