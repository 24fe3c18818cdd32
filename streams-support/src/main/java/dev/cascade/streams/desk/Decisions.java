package dev.cascade.streams.desk;

import dev.cascade.schemas.DeadLetterDecision;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.serde.AvroFormat;
import dev.cascade.streams.serde.RegistryUnavailableException;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jboss.logging.Logger;

/**
 * What topic {@code dead-letter-decisions} says. It is read when somebody asks, on from where the
 * last one stopped; what was read is given up when memory runs short. The topic has one partition,
 * so that all decisions have one order.
 */
final class Decisions {

  private static final Logger LOG = Logger.getLogger(Decisions.class);

  static final TopicPartition PARTITION = new TopicPartition(Topics.DEAD_LETTER_DECISIONS, 0);

  private final String letterTopic;
  private final Deserializer<DeadLetterDecision> values;
  private SoftReference<DecidedLetters> known = new SoftReference<>(null);

  /** The decisions about letters of that topic, and about records that others have replayed. */
  Decisions(String letterTopic, AvroFormat avro) {
    this.letterTopic = letterTopic;
    this.values = avro.of(DeadLetterDecision.class).deserializer();
  }

  /** All that is committed now; a transaction that is still open may hide what follows it. */
  DecidedLetters committed(Consumer<byte[], byte[]> consumer, Deadline deadline) {
    return upTo(
        consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L), consumer, deadline);
  }

  /**
   * All decisions before that offset.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException when that is not possible in time
   */
  synchronized DecidedLetters upTo(long end, Consumer<byte[], byte[]> consumer, Deadline deadline) {
    long begin = consumer.beginningOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    DecidedLetters letters = known.get();
    if (letters == null || letters.begin() != begin) {
      letters = new DecidedLetters(letterTopic, begin);
      known = new SoftReference<>(letters);
    }
    DecidedLetters read = letters;
    new Span(PARTITION, read.next(), end)
        .visit(
            consumer,
            deadline,
            record -> {
              decision(record).ifPresent(decision -> read.add(record.offset(), decision));
              return true;
            });
    read.skipTo(end);
    return read;
  }

  /** No desk writes what it cannot read: such bytes are a stranger's, and decide nothing. */
  private Optional<DeadLetterDecision> decision(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(values.deserialize(record.topic(), record.value()));
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException e) {
      LOG.warnf(
          "Unreadable decision, topic=%s partition=%d offset=%d: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
      return Optional.empty();
    }
  }
}
