package dev.cascade.local.shadow;

import dev.cascade.local.shadow.ShadowedService.ShadowedApplication;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The moment up to which a live service and its shadow are compared: what each application had
 * committed. All that is before {@link #certain} follows from that; all that follows from it is
 * before {@link #possible}. On a quiet system both are the same.
 *
 * @param inputs of each application, the offsets that it had committed
 * @param certain ends of the outputs before those were asked for
 * @param possible ends of the outputs after that
 * @param at when it was
 */
record Cut(
    Map<String, Map<TopicPartition, Long>> inputs,
    Map<TopicPartition, Long> certain,
    Map<TopicPartition, Long> possible,
    Instant at) {

  /**
   * Of what runs now.
   *
   * @throws NotComparableException when an application has committed nothing, or an input does not
   *     begin at its beginning any more
   */
  static Cut of(Cluster cluster, List<ShadowedApplication> applications) {
    List<TopicPartition> outputs = cluster.partitions(written(applications));
    Map<String, List<TopicPartition>> read = new HashMap<>();
    applications.forEach(it -> read.put(it.name(), cluster.partitions(it.reads())));
    read.values().forEach(partitions -> requireBeginnings(cluster, partitions));
    Map<TopicPartition, Long> certain = cluster.ends(outputs);
    Map<String, Map<TopicPartition, Long>> inputs = new TreeMap<>();
    read.forEach((name, partitions) -> inputs.put(name, committed(cluster, name, partitions)));
    return new Cut(inputs, certain, cluster.ends(outputs), Instant.now());
  }

  static Set<String> written(List<ShadowedApplication> applications) {
    return applications.stream()
        .flatMap(it -> it.writes().stream())
        .map(ComparedTopic::topic)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What was not read gave no position: of that, the history is empty. */
  private static Map<TopicPartition, Long> committed(
      Cluster cluster, String application, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> positions = cluster.committed(application, partitions);
    if (positions.isEmpty()) {
      throw new NotComparableException(
          application + " has committed nothing yet, so there is nothing to compare with.");
    }
    return partitions.stream()
        .collect(Collectors.toMap(it -> it, it -> positions.getOrDefault(it, 0L)));
  }

  private static void requireBeginnings(Cluster cluster, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> beginnings = cluster.beginnings(partitions);
    beginnings.forEach((partition, offset) -> {
      if (offset > 0 && cluster.isDeletedFrom(partition.topic())) {
        throw new NotComparableException(
            """
            The beginning of %s is gone by retention (partition %d begins at offset %d): what was \
            decided on it cannot be decided again. A shadow needs the whole history.\
            """
                .formatted(partition.topic(), partition.partition(), offset));
      }
    });
  }

  /** The lines of the file that the shadow is told by. */
  String file(String name) {
    StringBuilder lines = new StringBuilder("name=%s%nuntil=%s%n".formatted(name, at));
    inputs.forEach((application, cut) ->
        cut.forEach((partition, offset) ->
            lines.append("%s/%s=%d%n".formatted(application, partition, offset))));
    return lines.toString();
  }

  /** How many offsets are to be read. */
  long offsets() {
    return inputs.values().stream()
        .flatMap(cut -> cut.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }
}
