package dev.cascade.inventory.domain;

/** A reason to refuse, for programs and for people. */
public sealed interface RefusalCode permits AdjustmentRefusal, LineRefusal {

  /** Stable, kebab-case. */
  String code();

  /** A sentence for a person. */
  String detail();
}
