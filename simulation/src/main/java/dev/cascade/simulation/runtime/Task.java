package dev.cascade.simulation.runtime;

import dev.cascade.simulation.log.Entry;
import dev.cascade.simulation.log.FencedException;
import dev.cascade.streams.deadletter.DeadLetterHandler;
import dev.cascade.streams.deadletter.DeadLetterProcessingHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One task: the processors of a plan for one partition, with their stores. */
final class Task {

  private final Plan plan;
  private final TaskId id;
  private final Clock clock;
  private final Outlet outlet;
  private final Map<String, TaskNode> sources = new HashMap<>();
  private final Map<String, Plan.Source> sourcePlans = new HashMap<>();
  private final Map<String, TaskNode> nodes = new HashMap<>();
  private final List<TaskNode> inOrder = new ArrayList<>();
  private final Map<String, SimStore<?, ?>> stores = new HashMap<>();
  private final List<Schedule> schedules = new ArrayList<>();
  private final DeadLetterHandler unreadable = new DeadLetterHandler();
  private final DeadLetterProcessingHandler unprocessable = new DeadLetterProcessingHandler();
  private @Nullable Entry current;
  private boolean hasWritten;
  private long streamTime = -1;

  Task(Plan plan, int partition, Clock clock, Outlet outlet, Map<String, SimStore<?, ?>> globals) {
    this.plan = plan;
    this.id = new TaskId(0, partition);
    this.clock = clock;
    this.outlet = outlet;
    stores.putAll(globals);
    plan.stores().forEach(store -> stores.put(store.name(), newStore(store)));
    connect();
    Map<String, Object> configuration =
        Map.of(
            StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
            plan.deadLetters(),
            DeadLetterHandler.SKIPPED_TOPICS,
            plan.skipped());
    unreadable.configure(configuration);
    unprocessable.configure(configuration);
  }

  private SimStore<?, ?> newStore(Plan.Store store) {
    String changelog = plan.changelog(store);
    return store(store, (key, value) -> outlet.log(changelog, id.partition(), key, value));
  }

  @SuppressWarnings("unchecked")
  static SimStore<?, ?> store(
      Plan.Store store, java.util.function.BiConsumer<byte[], byte @Nullable []> changelog) {
    Serde<Object> keys = (Serde<Object>) store.keys();
    Serde<Object> values = (Serde<Object>) store.values();
    return new SimStore<>(store.name(), keys, values, changelog);
  }

  private void connect() {
    for (Plan.Node node : plan.nodes().values()) {
      TaskNode made = new TaskNode(this, node);
      nodes.put(node.name(), made);
      inOrder.add(made);
      if (node instanceof Plan.Source source) {
        for (String topic : source.topics()) {
          sources.put(plan.fullName(topic), made);
          sourcePlans.put(plan.fullName(topic), source);
        }
      }
    }
    for (Plan.Node node : plan.nodes().values()) {
      TaskNode made = Objects.requireNonNull(nodes.get(node.name()));
      node.children().forEach(child -> made.feeds(Objects.requireNonNull(nodes.get(child))));
    }
  }

  /** Starts the processors, once the stores are restored. */
  void start() {
    inOrder.forEach(TaskNode::init);
  }

  void close() {
    inOrder.forEach(TaskNode::close);
  }

  /** Processes one record. */
  void process(Entry entry) {
    current = entry;
    hasWritten = false;
    try {
      String topic = entry.partition().topic();
      Plan.Source source = Objects.requireNonNull(sourcePlans.get(topic));
      Record<Object, Object> record = read(source, entry);
      streamTime = Math.max(streamTime, entry.timestamp());
      if (record != null) {
        Objects.requireNonNull(sources.get(topic)).forward(record, null);
      }
    } finally {
      current = null;
    }
    punctuate(PunctuationType.STREAM_TIME, streamTime);
  }

  /** Calls the punctuators of the wall clock that are due. */
  boolean punctuate() {
    return punctuate(PunctuationType.WALL_CLOCK_TIME, clock.millis());
  }

  private boolean punctuate(PunctuationType type, long now) {
    boolean called = false;
    for (Schedule schedule : List.copyOf(schedules)) {
      if (schedule.isDue(type, now)) {
        called = true;
        try {
          schedule.call(now);
        } catch (StoppedException | FencedException e) {
          throw e;
        } catch (RuntimeException e) {
          throw new StoppedException("A punctuator of " + plan.application(), e);
        }
      }
    }
    schedules.removeIf(Schedule::isCancelled);
    return called;
  }

  boolean isDue() {
    return schedules.stream()
        .anyMatch(each -> each.isDue(PunctuationType.WALL_CLOCK_TIME, clock.millis()));
  }

  @SuppressWarnings("NullAway") // Kafka's null is the tombstone
  private @Nullable Record<Object, Object> read(Plan.Source source, Entry entry) {
    try {
      Object key = read(source.keys(), entry, entry.key());
      Object value = read(source.values(), entry, entry.value());
      return new Record<>(key, value, entry.timestamp(), entry.headers());
    } catch (RuntimeException e) {
      DeserializationExceptionHandler.Response response =
          unreadable.handleError(placeOf(source.name()), consumed(entry), e);
      if (response.result() == DeserializationExceptionHandler.Result.FAIL) {
        throw new StoppedException(source.name(), e);
      }
      response.deadLetterQueueRecords().forEach(this::letter);
      return null;
    }
  }

  private static @Nullable Object read(
      @Nullable Deserializer<?> deserializer, Entry entry, byte @Nullable [] bytes) {
    return deserializer == null
        ? new String(Objects.requireNonNull(bytes), java.nio.charset.StandardCharsets.UTF_8)
        : deserializer.deserialize(entry.partition().topic(), entry.headers(), bytes);
  }

  static ConsumerRecord<byte[], byte[]> consumed(Entry entry) {
    return new ConsumerRecord<>(
        entry.partition().topic(),
        entry.partition().number(),
        entry.offset(),
        entry.timestamp(),
        TimestampType.CREATE_TIME,
        entry.key() == null ? -1 : entry.key().length,
        entry.value() == null ? -1 : entry.value().length,
        entry.key(),
        entry.value(),
        entry.headers(),
        Optional.empty());
  }

  void failed(String node, Record<?, ?> record, RuntimeException failure) {
    if (current == null) {
      throw new StoppedException(node, failure);
    }
    ProcessingExceptionHandler.Response response =
        unprocessable.handleError(placeOf(node), record, failure);
    if (response.result() == ProcessingExceptionHandler.Result.FAIL) {
      throw new StoppedException(node, failure);
    }
    response.deadLetterQueueRecords().forEach(this::letter);
  }

  private void letter(ProducerRecord<byte[], byte[]> letter) {
    long timestamp = letter.timestamp() == null ? clock.millis() : letter.timestamp();
    outlet.write(letter.topic(), null, letter.key(), letter.value(), timestamp, letter.headers());
  }

  void write(Plan.Sink sink, Record<Object, Object> record) {
    Place place = current == null ? null : placeOf(sink.name());
    String topic = plan.fullName(topicOf(sink, record, place));
    byte[] key =
        sink.keys() == null
            ? String.valueOf(record.key()).getBytes(java.nio.charset.StandardCharsets.UTF_8)
            : sink.keys().serialize(topic, record.headers(), record.key());
    byte[] value = sink.values().serialize(topic, record.headers(), record.value());
    outlet.write(topic, null, key, value, record.timestamp(), record.headers());
    hasWritten = true;
  }

  @SuppressWarnings("NullAway") // no extractor of a service looks at the context
  private static String topicOf(
      Plan.Sink sink, Record<Object, Object> record, @Nullable Place place) {
    return sink.topic().extract(record.key(), record.value(), place);
  }

  private Place placeOf(String node) {
    return new Place(Objects.requireNonNull(current), id, node, hasWritten);
  }

  @Nullable Place place(String node) {
    return current == null ? null : placeOf(node);
  }

  Schedule schedule(Duration interval, PunctuationType type, Punctuator punctuator) {
    long millis = interval.toMillis();
    long from = type == PunctuationType.WALL_CLOCK_TIME ? clock.millis() : streamTime;
    long next = type == PunctuationType.WALL_CLOCK_TIME ? from + millis : Math.max(from, 0);
    Schedule schedule = new Schedule(type, millis, next, punctuator);
    schedules.add(schedule);
    return schedule;
  }

  Plan plan() {
    return plan;
  }

  TaskId id() {
    return id;
  }

  long now() {
    return clock.millis();
  }

  long streamTime() {
    return streamTime;
  }

  @Nullable SimStore<?, ?> store(String name) {
    return stores.get(name);
  }
}
