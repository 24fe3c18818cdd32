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

  /** Tells that one first, then this one. */
  default Chronicle after(Chronicle first) {
    Chronicle second = this;
    return new Chronicle() {
      @Override
      public void committed(World world, List<Entry> entries) {
        first.committed(world, entries);
        second.committed(world, entries);
      }

      @Override
      public void readable(World world, Partition partition) {
        first.readable(world, partition);
        second.readable(world, partition);
      }

      @Override
      public void stopped(World world, RuntimeException reason) {
        first.stopped(world, reason);
        second.stopped(world, reason);
      }

      @Override
      public void stepped(
          World world, Step step, String what, List<Entry> read, List<Entry> written) {
        first.stepped(world, step, what, read, written);
        second.stepped(world, step, what, read, written);
      }
    };
  }
}
