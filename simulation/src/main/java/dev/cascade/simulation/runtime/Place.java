package dev.cascade.simulation.runtime;

import dev.cascade.simulation.log.Entry;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the record that is processed, in the three forms in which Kafka tells it.
 *
 * @param node where it is just now
 * @param hasWritten whether something was written for it already; its raw bytes are gone then
 */
record Place(Entry entry, TaskId taskId, String node, boolean hasWritten)
    implements RecordMetadata, RecordContext, ErrorHandlerContext {

  @Override
  public String topic() {
    return entry.partition().topic();
  }

  @Override
  public int partition() {
    return entry.partition().number();
  }

  @Override
  public long offset() {
    return entry.offset();
  }

  @Override
  public long timestamp() {
    return entry.timestamp();
  }

  @Override
  public Headers headers() {
    return entry.headers();
  }

  @Override
  public byte @Nullable [] sourceRawKey() {
    return hasWritten ? null : entry.key();
  }

  @Override
  public byte @Nullable [] sourceRawValue() {
    return hasWritten ? null : entry.value();
  }

  @Override
  public String processorNodeId() {
    return node;
  }
}
