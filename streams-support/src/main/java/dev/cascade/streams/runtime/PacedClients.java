package dev.cascade.streams.runtime;

import dev.cascade.streams.tracing.HopTracer;
import dev.cascade.streams.tracing.OpenHops;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's clients, which tell the pace of their stream thread what they read and write, and make
 * the spans of it.
 */
final class PacedClients extends DefaultKafkaClientSupplier {

  private final double share;
  private final Duration gathering;
  private final @Nullable HopTracer tracer;

  /**
   * Clients of a decider.
   *
   * @param share see {@link StreamsSettings#commitShare()}
   * @param gathering see {@link StreamsApplication#gathering(Duration)}
   * @param tracer of the application; null when no spans are made
   */
  PacedClients(double share, Duration gathering, @Nullable HopTracer tracer) {
    this.share = share;
    this.gathering = gathering;
    this.tracer = tracer;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new PacedConsumer(config, share, Gathering.of(gathering), tracer);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new PacedProducer(config, tracer != null);
  }

  private static final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {

    private final double share;
    private final Gathering gathering;
    private final @Nullable HopTracer tracer;

    private PacedConsumer(
        Map<String, Object> config, double share, Gathering gathering, @Nullable HopTracer tracer) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      this.share = share;
      this.gathering = gathering;
      this.tracer = tracer;
    }

    /** Everything polled before is processed when the thread polls again. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      ConsumerRecords<byte[], byte[]> records = pacedPoll(timeout);
      gathering.found(records);
      if (tracer != null && !records.isEmpty()) {
        OpenHops.ofThisThread().read(records, tracer);
      }
      return records;
    }

    private ConsumerRecords<byte[], byte[]> pacedPoll(Duration timeout) {
      CommitPace pace = CommitPace.ofThisThread();
      long now = System.nanoTime();
      pace.afterRound(share, now);
      if (!pace.isWaitedFor()) {
        gathering.await();
        return super.poll(timeout);
      }
      ConsumerRecords<byte[], byte[]> next = super.poll(pace.untilEarned(now));
      pace.afterProcessing(next, System.nanoTime());
      return next;
    }
  }
}
