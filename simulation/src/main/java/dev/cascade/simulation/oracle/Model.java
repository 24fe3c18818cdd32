package dev.cascade.simulation.oracle;

import dev.cascade.auditor.log.Fact;

/** A plain account of some of what is committed, read one record after the other. */
interface Model {

  /** The next committed record. */
  void read(Fact fact);

  /** Nothing else can be read just now. */
  default void looked() {}

  /** Every order and payment has come to its end. */
  void conclude();

  /** So much time has passed that what has ended is forgotten. */
  default void concludeMuchLater() {}
}
