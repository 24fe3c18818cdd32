package dev.cascade.streams.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.streams.history.Gap.Why;
import dev.cascade.streams.query.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;

/**
 * One question, read with one consumer: from the first record since the moment to what is committed
 * now, in the partitions of the keys alone.
 */
final class Scan {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Question question;
  private final Deadline deadline;
  private final Budget budget;
  private final Map<TopicPartition, Stretch> open = new HashMap<>();
  private final List<PastRecord> found = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  Scan(Consumer<byte[], byte[]> consumer, Question question, Deadline deadline, Budget budget) {
    this.consumer = consumer;
    this.question = question;
    this.deadline = deadline;
    this.budget = budget;
  }

  /**
   * What is found.
   *
   * @throws TimeoutException when Kafka does not say in time where to begin and to end
   */
  Past run() {
    long readBefore = budget.records();
    // A partition that stays assigned would stay paused.
    consumer.unsubscribe();
    Map<TopicPartition, Long> starts = openStretches();
    consumer.assign(open.keySet());
    starts.forEach(consumer::seek);
    while (!open.isEmpty() && !isStopped()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(shorter(POLL, deadline.left()))) {
        read(record);
      }
      closeWhatIsOver();
    }
    return new Past(found, gaps, budget.records() - readBefore);
  }

  /** Finds what has to be read, and returns where each partition of it starts. */
  private Map<TopicPartition, Long> openStretches() {
    Map<TopicPartition, Map<String, List<Strand>>> strands = byPartition();
    Set<TopicPartition> partitions = strands.keySet();
    // Asked about partitions that it does not have, a consumer complains in the log.
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, left());
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, left());
    Map<TopicPartition, OffsetAndTimestamp> firsts =
        consumer.offsetsForTimes(since(partitions), left());
    Map<TopicPartition, Long> starts = new HashMap<>();
    strands.forEach((partition, keys) -> {
      long begin = begins.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, 0L);
      OffsetAndTimestamp first = firsts.get(partition);
      long start = first == null ? end : first.offset();
      if (begin > 0 && start <= begin) {
        gaps.add(gap(partition, Why.DELETED, begin, question.since()));
      }
      if (start < end) {
        starts.put(partition, start);
        open.put(partition, new Stretch(keys, end, question.since(), question.until()));
      }
    });
    return starts;
  }

  private Map<TopicPartition, Long> since(Set<TopicPartition> partitions) {
    return partitions.stream()
        .collect(Collectors.toMap(partition -> partition, _ -> question.since().toEpochMilli()));
  }

  private Map<TopicPartition, Map<String, List<Strand>>> byPartition() {
    return question.strands().stream()
        .collect(Collectors.groupingBy(this::partition, Collectors.groupingBy(Strand::key)));
  }

  private TopicPartition partition(Strand strand) {
    int count = consumer.partitionsFor(strand.topic(), left()).size();
    if (count == 0) {
      throw new IllegalStateException("There is no topic " + strand.topic());
    }
    int hash = Utils.toPositive(Utils.murmur2(strand.key().getBytes(UTF_8)));
    return new TopicPartition(strand.topic(), hash % count);
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    Stretch stretch = open.get(new TopicPartition(record.topic(), record.partition()));
    if (stretch == null) {
      return;
    }
    budget.read(record);
    if (!stretch.passes(record) || record.key() == null) {
      return;
    }
    String key = new String(record.key(), UTF_8);
    if (stretch.knows(key)) {
      PastRecord past = PastRecord.of(record, key);
      if (stretch.isWanted(past)) {
        found.add(past);
        budget.found();
      }
    }
  }

  private void closeWhatIsOver() {
    Set<TopicPartition> over =
        open.entrySet().stream()
            .filter(entry -> entry.getValue().isOver(consumer.position(entry.getKey())))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (!over.isEmpty()) {
      open.keySet().removeAll(over);
      consumer.pause(over);
    }
  }

  /** Ends the scan when it may not go on, and says what is left unread. */
  private boolean isStopped() {
    if (budget.isSpent()) {
      leaveUnread(Why.TOO_MUCH);
      return true;
    }
    if (deadline.isOver()) {
      leaveUnread(Why.TOO_LONG);
      return true;
    }
    return false;
  }

  private void leaveUnread(Why why) {
    open.forEach((partition, stretch) ->
        gaps.add(gap(partition, why, consumer.position(partition), stretch.reached())));
  }

  private static Gap gap(TopicPartition partition, Why why, long offset, Instant from) {
    return new Gap(partition.topic(), partition.partition(), why, offset, from);
  }

  /** Asked with no time left, a consumer would answer that there is nothing. */
  private Duration left() {
    Duration left = deadline.left();
    if (left.toMillis() == 0) {
      throw new TimeoutException("No time is left to ask where to begin and to end");
    }
    return left;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
