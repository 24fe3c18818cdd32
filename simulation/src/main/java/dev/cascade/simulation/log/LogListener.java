package dev.cascade.simulation.log;

import java.util.List;

/** Hears of the log. */
public interface LogListener {

  /** These records count from now on, together; readers may have to wait for markers. */
  void committed(List<Entry> entries);

  /** More may be readable on that partition. */
  default void readable(Partition partition) {}
}
