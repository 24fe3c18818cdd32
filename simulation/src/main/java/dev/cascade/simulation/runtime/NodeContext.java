package dev.cascade.simulation.runtime;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What a processor sees of its task. */
final class NodeContext
    implements ProcessorContext<Object, Object>, FixedKeyProcessorContext<Object, Object> {

  private final Task task;
  private final TaskNode node;

  NodeContext(Task task, TaskNode node) {
    this.task = task;
    this.node = node;
  }

  @Override
  public <K, V> void forward(Record<K, V> record) {
    forward(record, null);
  }

  @Override
  public <K, V> void forward(Record<K, V> record, @Nullable String childName) {
    node.forward(
        new Record<>(record.key(), record.value(), record.timestamp(), record.headers()),
        childName);
  }

  @Override
  public <K, V> void forward(FixedKeyRecord<K, V> record) {
    forward(record, null);
  }

  @Override
  public <K, V> void forward(FixedKeyRecord<K, V> record, @Nullable String childName) {
    node.forward(
        new Record<>(record.key(), record.value(), record.timestamp(), record.headers()),
        childName);
  }

  @Override
  public String applicationId() {
    return task.plan().application();
  }

  @Override
  public TaskId taskId() {
    return task.id();
  }

  @Override
  public Optional<RecordMetadata> recordMetadata() {
    return Optional.ofNullable(task.place(node.name()));
  }

  @Override
  @SuppressWarnings({
    "unchecked",
    "NullAway",
    "TypeParameterUnusedInFormals"
  }) // as Kafka does, null where there is none
  public <S extends StateStore> S getStateStore(String name) {
    return (S) task.store(name);
  }

  @Override
  public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
    return task.schedule(interval, type, callback);
  }

  @Override
  public Cancellable schedule(
      Instant start, Duration interval, PunctuationType type, Punctuator callback) {
    throw new UnsupportedOperationException("No service anchors its punctuators");
  }

  @Override
  public void commit() {
    throw new UnsupportedOperationException("No service asks for a commit, see docs/RATIONALE.md");
  }

  @Override
  public long currentSystemTimeMs() {
    return task.now();
  }

  @Override
  public long currentStreamTimeMs() {
    return task.streamTime();
  }

  @Override
  public Serde<?> keySerde() {
    throw new UnsupportedOperationException("No service relies on default serdes");
  }

  @Override
  public Serde<?> valueSerde() {
    throw new UnsupportedOperationException("No service relies on default serdes");
  }

  @Override
  public File stateDir() {
    throw new UnsupportedOperationException("There are no files here");
  }

  @Override
  public StreamsMetrics metrics() {
    throw new UnsupportedOperationException("There are no metrics here");
  }

  @Override
  public Map<String, Object> appConfigs() {
    return Map.of();
  }

  @Override
  public Map<String, Object> appConfigsWithPrefix(String prefix) {
    return Map.of();
  }
}
