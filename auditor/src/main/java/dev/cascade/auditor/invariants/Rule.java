package dev.cascade.auditor.invariants;

import dev.cascade.auditor.log.Fact;

/** Watches one or a few guarantees. Not thread-safe; one thread feeds it. */
public interface Rule {

  /** A committed record; those of one partition come in their order. */
  void read(Fact fact);

  /** A moment has passed; how far the topics are read may have changed. */
  void check();

  /** How many questions wait for other topics to be read. */
  int waiting();
}
