package dev.cascade.streams.desk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.streams.query.Deadline;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * On a compacted topic the last record of a key is what holds. A letter's record must not be put
 * there again when its topic has a newer one of the key: it would take that one's place.
 */
final class Succession {

  private final Set<String> compacted =
      TopicCatalogue.load().topics().stream()
          .filter(topic -> topic.cleanup().equals("compact"))
          .map(TopicDefinition::name)
          .collect(toSet());

  /**
   * Those that a newer record of their key has taken over from, with that record's place. Reads
   * each partition once, from the oldest of the records on.
   */
  Map<Replay, Origin> overtaken(
      List<Replay> replays, Consumer<byte[], byte[]> consumer, Deadline deadline) {
    Map<Replay, Origin> overtaken = new HashMap<>();
    replays.stream()
        .filter(replay -> compacted.contains(replay.letter().origin().topic()))
        .filter(replay -> replay.record().key() != null)
        .collect(groupingBy(Succession::partition))
        .forEach((partition, some) -> overtaken.putAll(newer(partition, some, consumer, deadline)));
    return overtaken;
  }

  private static Map<Replay, Origin> newer(
      TopicPartition partition,
      List<Replay> replays,
      Consumer<byte[], byte[]> consumer,
      Deadline deadline) {
    Map<ByteBuffer, Long> latest = new HashMap<>();
    Set<ByteBuffer> keys = replays.stream().map(Succession::key).collect(toSet());
    long first =
        replays.stream().mapToLong(replay -> replay.letter().origin().offset()).min().orElse(0);
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    new Span(partition, first, end)
        .visit(
            consumer,
            deadline,
            record -> {
              byte[] key = record.key();
              if (key != null && keys.contains(ByteBuffer.wrap(key))) {
                latest.put(ByteBuffer.wrap(key), record.offset());
              }
              return true;
            });
    Map<Replay, Origin> newer = new HashMap<>();
    for (Replay replay : replays) {
      @Nullable Long offset = latest.get(key(replay));
      if (offset != null && offset > replay.letter().origin().offset()) {
        newer.put(replay, new Origin(partition.topic(), partition.partition(), offset));
      }
    }
    return newer;
  }

  private static TopicPartition partition(Replay replay) {
    Origin origin = replay.letter().origin();
    return new TopicPartition(origin.topic(), origin.partition());
  }

  private static ByteBuffer key(Replay replay) {
    return ByteBuffer.wrap(replay.record().key());
  }
}
