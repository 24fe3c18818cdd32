package dev.cascade.streams.deadletter;

import dev.cascade.streams.serde.RegistryUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jboss.logging.Logger;

/**
 * What a Streams application does with a record that it cannot read. Poison goes to the dead letter
 * topic in the task's own transaction, and the next record is processed. Three cases differ:
 *
 * <ul>
 *   <li>the registry did not answer: nothing is known about the record, so the application fails
 *       and reads it again after its restart;
 *   <li>a topic in {@link #SKIPPED_TOPICS}: another application of the service sends the letter;
 *   <li>a global table: Kafka Streams 4.3 cannot send from its thread, so those topics are always
 *       read by a partitioned source of the service as well, which sends the letter.
 * </ul>
 */
public final class DeadLetterHandler implements DeserializationExceptionHandler {

  /** Configuration key: a {@code Set<String>} of topics whose letters another application sends. */
  public static final String SKIPPED_TOPICS = "cascade.dead.letter.skipped.topics";

  private static final Logger LOG = Logger.getLogger(DeadLetterHandler.class);

  private String deadLetterTopic = "";
  private Set<?> skippedTopics = Set.of();

  @Override
  public void configure(Map<String, ?> configs) {
    Object topic = configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
    if (topic == null) {
      throw new IllegalArgumentException(
          StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG + " is not set");
    }
    deadLetterTopic = topic.toString();
    var _ = DeadLetterMeters.of(deadLetterTopic);
    if (configs.get(SKIPPED_TOPICS) instanceof Set<?> topics) {
      skippedTopics = topics;
    }
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    if (Causes.include(failure, RegistryUnavailableException.class)) {
      return Response.fail();
    }
    LOG.warnf(
        "Unreadable record, topic=%s partition=%d offset=%d: %s",
        record.topic(),
        record.partition(),
        record.offset(),
        DeadLetters.sayable(record, failure).getMessage());
    if (skippedTopics.contains(record.topic())) {
      return Response.resume();
    }
    return Response.resume(List.of(DeadLetters.letter(deadLetterTopic, record, failure)));
  }
}
