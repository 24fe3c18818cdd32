package dev.cascade.transactions;

import java.util.HashMap;
import java.util.Map;

/** Whether a log still has every record that it ever had, told by their offsets. */
final class LogGaps {

  private final Map<Integer, Long> next = new HashMap<>();
  private boolean none = true;

  /** Each record of a partition in its order, and last the offset where the partition ends. */
  void see(int partition, long offset) {
    none &= offset == next.getOrDefault(partition, 0L);
    next.put(partition, offset + 1);
  }

  /** Whether the offsets that were seen begin at zero and leave none out. */
  boolean none() {
    return none;
  }
}
