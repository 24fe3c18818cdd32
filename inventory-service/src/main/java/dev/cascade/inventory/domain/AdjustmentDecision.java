package dev.cascade.inventory.domain;

/**
 * What follows from an adjustment.
 *
 * @param stock the product's stock from now on; its last adjustment is this one
 * @param decided what is remembered for repeats
 */
public record AdjustmentDecision(Stock stock, DecidedAdjustment decided) {}
