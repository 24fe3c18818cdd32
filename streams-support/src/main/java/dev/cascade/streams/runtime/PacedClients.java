package dev.cascade.streams.runtime;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Kafka's clients, which tell the pace of their stream thread what they read and write. */
final class PacedClients extends DefaultKafkaClientSupplier {

  private final double share;

  /**
   * Clients of a decider.
   *
   * @param share see {@link StreamsSettings#commitShare()}
   */
  PacedClients(double share) {
    this.share = share;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new PacedConsumer(config, share);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new PacedProducer(config);
  }

  private static final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {

    private final double share;

    private PacedConsumer(Map<String, Object> config, double share) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      this.share = share;
    }

    /** Everything polled before is processed when the thread polls again. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      CommitPace pace = CommitPace.ofThisThread();
      long now = System.nanoTime();
      pace.afterRound(share, now);
      if (!pace.isWaitedFor()) {
        return super.poll(timeout);
      }
      ConsumerRecords<byte[], byte[]> next = super.poll(pace.untilEarned(now));
      pace.afterProcessing(next, System.nanoTime());
      return next;
    }
  }
}
