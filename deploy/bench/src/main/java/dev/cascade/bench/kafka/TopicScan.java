package dev.cascade.bench.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads topics in steps, each to what is committed by then. One thread only. */
public final class TopicScan implements RecordSource {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration BOUND = Duration.ofMinutes(10);

  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;

  private TopicScan(Kafka kafka, List<String> topics) {
    consumer = kafka.reader();
    partitions = Kafka.partitions(consumer, topics);
    consumer.assign(partitions);
  }

  /** A scan of all that there is. */
  public static TopicScan fromBeginning(Kafka kafka, List<String> topics) {
    TopicScan scan = new TopicScan(kafka, topics);
    scan.consumer.seekToBeginning(scan.partitions);
    return scan;
  }

  /** A scan of what comes from now on. */
  public static TopicScan fromNow(Kafka kafka, List<String> topics) {
    TopicScan scan = new TopicScan(kafka, topics);
    scan.consumer.endOffsets(scan.partitions).forEach(scan.consumer::seek);
    return scan;
  }

  /**
   * Reads all that is committed now and was not read before.
   *
   * @throws IllegalStateException when the broker does not deliver
   */
  @Override
  public void readOn(Consumer<ConsumerRecord<String, byte[]>> reader) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (ends.entrySet().stream().anyMatch(end -> isBefore(end.getKey(), end.getValue()))) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Reading " + partitions + " takes too long");
      }
      consumer.poll(POLL).forEach(reader);
    }
  }

  private boolean isBefore(TopicPartition partition, long end) {
    return consumer.position(partition) < end;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
