package dev.cascade.chaos.run;

import dev.cascade.chaos.plan.Fault;
import java.time.Duration;

/**
 * What became of one fault.
 *
 * @param fault the fault
 * @param at when it began, after the start of the run
 * @param settledAfter how long after it was taken back everything had recovered
 * @param settled whether it had, in bounds
 */
public record Pass(Fault fault, Duration at, Duration settledAfter, boolean settled) {}
