package dev.cascade.simulation.runtime;

/** What of a task's work belongs to one transaction. */
public enum Delivery {
  /** Everything: outputs, changelogs and positions. */
  EXACTLY_ONCE,
  /** Nothing: a crash leaves outputs and changelogs, and forgets the positions. */
  AT_LEAST_ONCE,
  /** Outputs and positions; a crash leaves the changelogs. */
  STORES_APART,
  /** Changelogs and positions; a crash leaves the outputs. */
  OUTPUTS_APART,
  /** Outputs and changelogs; positions are committed before them. */
  POSITIONS_FIRST
}
