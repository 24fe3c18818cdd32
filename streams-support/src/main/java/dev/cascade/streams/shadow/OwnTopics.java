package dev.cascade.streams.shadow;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Puts the shadow's own topic in the place of the one that is written to, in whichever producer of
 * the process; a producer without it is not to be had. Topologies know nothing of it. Consumers
 * read what is named; they take this class since all clients have one configuration.
 *
 * <p>Public, with a constructor for all: Kafka makes it by its name.
 */
public final class OwnTopics
    implements ProducerInterceptor<Object, Object>, ConsumerInterceptor<Object, Object> {

  /** The key of the prefix of the shadow's topics. */
  static final String PREFIX_CONFIG = "cascade.shadow.prefix";

  private @Nullable String prefix;

  /** Made by Kafka, which then configures it. */
  public OwnTopics() {}

  /**
   * Takes the prefix.
   *
   * @throws IllegalStateException when there is none: a producer that cannot tell where it writes
   *     must not come to be
   */
  @Override
  public void configure(Map<String, ?> configuration) {
    if (!(configuration.get(PREFIX_CONFIG) instanceof String given) || given.isEmpty()) {
      throw new IllegalStateException("A shadow's client has no " + PREFIX_CONFIG);
    }
    prefix = given;
  }

  @Override
  public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
    String own = Objects.requireNonNull(prefix, PREFIX_CONFIG);
    return record.topic().startsWith(own)
        ? record
        : new ProducerRecord<>(
            own + record.topic(),
            record.partition(),
            record.timestamp(),
            record.key(),
            record.value(),
            record.headers());
  }

  @Override
  public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception failure) {}

  @Override
  public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
