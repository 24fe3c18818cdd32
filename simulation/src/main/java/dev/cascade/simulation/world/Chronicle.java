package dev.cascade.simulation.world;

import dev.cascade.simulation.log.Entry;
import dev.cascade.simulation.log.Partition;
import java.util.List;

/** Is told what happens, to judge it or to write it down. */
public interface Chronicle {

  /** These records count from now on, together. */
  void committed(World world, List<Entry> entries);

  /** More may be readable on that partition. */
  default void readable(World world, Partition partition) {}

  /** An application stopped, since it met what no dead letter can answer. */
  default void stopped(World world, RuntimeException reason) {}

  /**
   * A step was taken.
   *
   * @param read the record that it processed, or none
   * @param written what it wrote
   */
  default void stepped(
      World world, Step step, String what, List<Entry> read, List<Entry> written) {}
}
