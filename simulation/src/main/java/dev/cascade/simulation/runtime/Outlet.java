package dev.cascade.simulation.runtime;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Where a task writes: topics, and changelogs, in the transaction of its instance. */
interface Outlet {

  /** Writes to a topic, on the partition of the key unless one is given. */
  void write(
      String topic,
      @Nullable Integer partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      Headers headers);

  /** Writes to a changelog. */
  void log(String changelog, int partition, byte[] key, byte @Nullable [] value);
}
