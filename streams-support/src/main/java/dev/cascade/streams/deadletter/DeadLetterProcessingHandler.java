package dev.cascade.streams.deadletter;

import dev.cascade.streams.serde.RegistryUnavailableException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/**
 * What a Streams application does with a record on which a processor throws: a bug, since refusals
 * are values. The record goes to the dead letters, so that one bad record stops nobody; processors
 * decide before they write, so nothing half-done is committed. A failure after something was
 * written for the record, without a record, as in a punctuation, or because the registry does not
 * answer, stops the application, which aborts what it wrote and restarts. So does a store that
 * cannot be read or written, as on a full disk: it says nothing about the record, and another store
 * may have been written for it already, of which nobody here is told.
 */
public final class DeadLetterProcessingHandler implements ProcessingExceptionHandler {

  private static final Logger LOG = Logger.getLogger(DeadLetterProcessingHandler.class);

  /** What says nothing about the record. */
  private static final Class<?>[] STOPPING = {
    ProcessorStateException.class,
    InvalidStateStoreException.class,
    RegistryUnavailableException.class
  };

  private String deadLetterTopic = "";

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetterTopic =
        String.valueOf(configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
  }

  @Override
  public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
    if (context.topic() == null
        || hasWrittenAlready(context)
        || Causes.include(failure, STOPPING)) {
      return Response.fail();
    }
    ConsumerRecord<byte[], byte[]> origin = origin(context);
    LOG.errorf(
        DeadLetters.sayable(origin, failure),
        "Processor %s threw, topic=%s partition=%d offset=%d",
        context.processorNodeId(),
        context.topic(),
        context.partition(),
        context.offset());
    return Response.resume(List.of(DeadLetters.letter(deadLetterTopic, origin, failure)));
  }

  /**
   * Kafka Streams frees the raw record when a sink writes for it. A tombstone still has its key;
   * one without a key cannot be told apart.
   */
  private static boolean hasWrittenAlready(ErrorHandlerContext context) {
    return context.sourceRawKey() == null && context.sourceRawValue() == null;
  }

  private static ConsumerRecord<byte[], byte[]> origin(ErrorHandlerContext context) {
    byte[] key = context.sourceRawKey();
    byte[] value = context.sourceRawValue();
    return new ConsumerRecord<>(
        context.topic(),
        context.partition(),
        context.offset(),
        context.timestamp(),
        TimestampType.CREATE_TIME,
        key == null ? -1 : key.length,
        value == null ? -1 : value.length,
        key,
        value,
        context.headers() == null ? new RecordHeaders() : context.headers(),
        java.util.Optional.empty());
  }
}
