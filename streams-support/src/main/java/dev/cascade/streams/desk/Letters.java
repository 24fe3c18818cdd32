package dev.cascade.streams.desk;

import dev.cascade.streams.query.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A service's dead letter topic as one request sees it. */
final class Letters {

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Deadline deadline;

  Letters(Consumer<byte[], byte[]> consumer, String topic, Deadline deadline) {
    this.consumer = consumer;
    this.topic = topic;
    this.deadline = deadline;
  }

  /** The letter with its content; empty when it is not there, or not any more. */
  Optional<ConsumerRecord<byte[], byte[]>> find(LetterId id) {
    TopicPartition partition = new TopicPartition(topic, id.partition());
    if (!partitions().contains(partition)) {
      return Optional.empty();
    }
    List<TopicPartition> one = List.of(partition);
    long begin = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
    if (id.offset() < begin || id.offset() >= end) {
      return Optional.empty();
    }
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    new Span(partition, id.offset(), id.offset() + 1).visit(consumer, deadline, found::add);
    return found.stream().findFirst();
  }

  /** The letters written in that time, from the last to the first. */
  NewestFirst newestFirst(@Nullable Instant from, @Nullable Instant to, @Nullable Cursor upTo) {
    List<NewestFirst.Tail> tails =
        spans(from, to).stream()
            .map(span -> upTo == null ? span : shortened(span, upTo))
            .map(span -> new NewestFirst.Tail(span, consumer, deadline))
            .toList();
    return new NewestFirst(tails);
  }

  private static Span shortened(Span span, Cursor upTo) {
    Long to = upTo.offsets().get(span.partition().partition());
    return to == null ? span : new Span(span.partition(), span.from(), Math.min(span.to(), to));
  }

  /** What is there now, each partition from its beginning to its end. */
  List<Span> all() {
    return spans(null, null);
  }

  private List<Span> spans(@Nullable Instant from, @Nullable Instant to) {
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> begins =
        from == null ? consumer.beginningOffsets(partitions) : firstSince(from, partitions, ends);
    Map<TopicPartition, Long> bounds = to == null ? ends : firstSince(to, partitions, ends);
    return partitions.stream()
        .map(partition ->
            new Span(
                partition, begins.getOrDefault(partition, 0L), bounds.getOrDefault(partition, 0L)))
        .toList();
  }

  private Map<TopicPartition, Long> firstSince(
      Instant moment, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            partitions.stream()
                .collect(Collectors.toMap(Function.identity(), _ -> moment.toEpochMilli())));
    return partitions.stream()
        .collect(
            Collectors.toMap(
                Function.identity(), partition -> offset(found.get(partition), ends, partition)));
  }

  private static long offset(
      @Nullable OffsetAndTimestamp found,
      Map<TopicPartition, Long> ends,
      TopicPartition partition) {
    return found == null ? ends.getOrDefault(partition, 0L) : found.offset();
  }

  private List<TopicPartition> partitions() {
    return DeskClients.partitions(consumer, topic);
  }
}
