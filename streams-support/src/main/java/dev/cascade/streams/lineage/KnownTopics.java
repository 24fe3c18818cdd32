package dev.cascade.streams.lineage;

import java.util.Set;

/**
 * A sink's choice of topic, which a topology's description does not name: it says itself between
 * which topics it chooses.
 */
public interface KnownTopics {

  /** Every topic that may be chosen. */
  Set<String> topics();
}
