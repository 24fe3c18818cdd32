package dev.cascade.streams.runtime;

import dev.cascade.streams.tracing.OpenHops;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The producer of a stream thread, which tells the thread's {@link CommitPace} what it writes.
 *
 * <p>Records gather here until the commit flushes them, and are then handed over all at once.
 * Kafka's producer wakes its sender for the first record of each batch, one batch per partition; a
 * transaction writes to some ten, and each time the sender finds that nothing is due yet.
 *
 * <p>Used by one thread, as Kafka Streams does.
 */
final class PacedProducer extends KafkaProducer<byte[], byte[]> {

  /** Nobody waits for these: they are read when a task is restored. */
  private static final String CHANGELOG = "-changelog";

  /** More is handed over before the flush, so that what gathers stays small. */
  private static final int MOST_GATHERED_BYTES = 128 * 1024;

  private final Queue<Gathered> gathered = new ArrayDeque<>();
  private final boolean traced;
  private long gatheredBytes;

  /**
   * A producer with that configuration.
   *
   * @param traced whether the thread's spans end with its commits
   */
  PacedProducer(Map<String, Object> config, boolean traced) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.traced = traced;
  }

  @Override
  public Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
    if (!record.topic().endsWith(CHANGELOG)) {
      CommitPace.ofThisThread().written();
    }
    Gathered last = new Gathered(record, callback, new CompletableFuture<>());
    gathered.add(last);
    gatheredBytes += last.bytes();
    if (gatheredBytes > MOST_GATHERED_BYTES) {
      handOver();
    }
    return last.acknowledged();
  }

  /** What is refused with an exception stays, and what follows it; nothing is handed over twice. */
  private void handOver() {
    for (Gathered next = gathered.peek(); next != null; next = gathered.peek()) {
      super.send(next.record(), next::complete);
      gathered.remove();
    }
    gatheredBytes = 0;
  }

  private void forgetGathered() {
    gathered.clear();
    gatheredBytes = 0;
  }

  @Override
  public void flush() {
    handOver();
    super.flush();
  }

  /** What the thread had read for another producer's transaction is read again. */
  @Override
  public void initTransactions() {
    if (traced) {
      OpenHops.ofThisThread().aborted();
    }
    super.initTransactions();
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    super.sendOffsetsToTransaction(offsets, group);
    if (traced) {
      OpenHops.ofThisThread().committing(offsets);
    }
  }

  @Override
  public void commitTransaction() {
    handOver();
    super.commitTransaction();
    if (traced) {
      OpenHops.ofThisThread().committed();
    }
    CommitPace.ofThisThread().committed(System.nanoTime());
  }

  /** What gathered belongs to the transaction, and must not get into the next one. */
  @Override
  public void abortTransaction() {
    forgetGathered();
    if (traced) {
      OpenHops.ofThisThread().aborted();
    }
    super.abortTransaction();
  }

  private record Gathered(
      ProducerRecord<byte[], byte[]> record,
      @Nullable Callback callback,
      CompletableFuture<RecordMetadata> acknowledged) {

    int bytes() {
      return bytes(record.key()) + bytes(record.value());
    }

    private static int bytes(byte @Nullable [] part) {
      return part == null ? 0 : part.length;
    }

    @SuppressWarnings("NullAway") // Kafka gives both, of which the one that does not apply is null
    void complete(RecordMetadata metadata, @Nullable Exception failure) {
      if (callback != null) {
        callback.onCompletion(metadata, failure);
      }
      if (failure == null) {
        acknowledged.complete(metadata);
      } else {
        acknowledged.completeExceptionally(failure);
      }
    }
  }
}
