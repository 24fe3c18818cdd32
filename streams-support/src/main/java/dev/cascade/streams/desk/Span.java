package dev.cascade.streams.desk;

import dev.cascade.streams.query.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A part of a partition.
 *
 * @param partition which
 * @param from its first offset
 * @param to the offset after its last
 */
record Span(TopicPartition partition, long from, long to) {

  private static final Duration POLL = Duration.ofMillis(200);

  boolean isEmpty() {
    return from >= to;
  }

  /**
   * Visits the committed records in order, until the visitor answers false.
   *
   * @throws TimeoutException when the end is not reached in time, for example because a transaction
   *     is still open
   */
  void visit(
      Consumer<byte[], byte[]> consumer,
      Deadline deadline,
      Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
    if (isEmpty()) {
      return;
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition) < to) {
      if (deadline.isOver()) {
        throw new TimeoutException("Offset " + to + " of " + partition + " is not reached");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() >= to || !visitor.test(record)) {
          return;
        }
      }
    }
  }
}
