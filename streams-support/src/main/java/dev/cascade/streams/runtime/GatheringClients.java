package dev.cascade.streams.runtime;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Kafka's clients for views, whose consumer lets records gather. */
final class GatheringClients extends DefaultKafkaClientSupplier {

  private final Duration longest;

  /** Clients for views that may be so much behind. */
  GatheringClients(Duration longest) {
    this.longest = longest;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new GatheringConsumer(config, Gathering.of(longest));
  }

  private static final class GatheringConsumer extends KafkaConsumer<byte[], byte[]> {

    private final Gathering gathering;

    private GatheringConsumer(Map<String, Object> config, Gathering gathering) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      this.gathering = gathering;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      gathering.await();
      ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
      gathering.found(records);
      return records;
    }
  }
}
