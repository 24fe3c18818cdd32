package dev.cascade.system.invariants;

import dev.cascade.system.history.History;

/** Something that every history must keep. */
@FunctionalInterface
interface Invariant {

  /** Notes every breach. */
  void check(History history, Complaints complaints);
}
