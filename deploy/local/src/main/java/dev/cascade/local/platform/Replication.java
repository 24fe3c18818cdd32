package dev.cascade.local.platform;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How many copies a new topic has.
 *
 * @param factor copies of each partition; empty for the broker's default
 * @param minInSync how many of them must have a record before it is acknowledged; empty for the
 *     broker's default
 */
public record Replication(Optional<Short> factor, Optional<Integer> minInSync) {

  /** Whatever the broker's defaults are. */
  public static Replication ofTheBroker() {
    return new Replication(Optional.empty(), Optional.empty());
  }

  Map<String, String> with(Map<String, String> configuration) {
    Map<String, String> all = new TreeMap<>(configuration);
    minInSync.ifPresent(
        least -> all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(least)));
    return all;
  }

  Optional<String> difference(TopicDescription present) {
    int copies =
        present.partitions().stream().mapToInt(one -> one.replicas().size()).min().orElse(0);
    return factor
        .filter(wanted -> copies < wanted)
        .map(wanted ->
            "Topic %s has partitions with %d replicas, wanted are %d"
                .formatted(present.name(), copies, wanted));
  }
}
