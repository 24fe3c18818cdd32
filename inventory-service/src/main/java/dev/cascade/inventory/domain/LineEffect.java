package dev.cascade.inventory.domain;

/** What a line command did, for those who count. */
public enum LineEffect {
  /** Pieces were promised. */
  RESERVED,
  /** A promise was refused. */
  REFUSED,
  /** Pieces were given back. */
  RELEASED,
  /** Pieces left the warehouse. */
  SHIPPED,
  /** The end of an order was noted whose line held nothing. */
  NOTHING_HELD,
  /** The command said something that was decided before. */
  REPEATED
}
