package dev.cascade.auditor.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The committed records of all topics of the catalogue: compacted topics from their beginning,
 * topics with retention from a moment on. A reader without a group; it disturbs nobody.
 */
public final class CommittedLog implements AutoCloseable {

  private static final int FETCH_BYTES = 1024 * 1024;
  private static final int PARTITION_BYTES = 256 * 1024;
  private static final int MOST_RECORDS = 500;

  private static final Map<String, Object> SETTINGS =
      Map.of(
          ConsumerConfig.CLIENT_ID_CONFIG,
          "auditor",
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          "read_committed",
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          false,
          // A position that is gone means that something was not read: start anew, and say so.
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          "none",
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          MOST_RECORDS,
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
          FETCH_BYTES,
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
          PARTITION_BYTES,
          // Many small fetches would cost the broker more than half a second is worth.
          ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
          64 * 1024,
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
          250);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, ValueDecoder> decoders = new HashMap<>();

  /**
   * Starts to read.
   *
   * @param brokers how to get to them
   * @param from the moment from which topics with retention are read
   * @throws IllegalStateException when a topic is missing
   */
  public CommittedLog(
      BrokerAccess brokers, String registryUrl, TopicCatalogue catalogue, Instant from) {
    SchemaSource schemas = new SchemaSource(registryUrl);
    for (TopicDefinition topic : catalogue.topics()) {
      topic
          .valueSchema()
          .ifPresent(schema -> decoders.put(topic.name(), new ValueDecoder(schema, schemas)));
    }
    this.consumer =
        new KafkaConsumer<>(
            brokers.client(SETTINGS), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      start(catalogue, from);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private void start(TopicCatalogue catalogue, Instant from) {
    List<TopicPartition> whole = new ArrayList<>();
    Map<TopicPartition, Long> partly = new HashMap<>();
    for (TopicDefinition topic : catalogue.topics()) {
      for (TopicPartition partition : partitions(topic.name())) {
        if (topic.cleanup().contains("compact")) {
          whole.add(partition);
        } else {
          partly.put(partition, from.toEpochMilli());
        }
      }
    }
    List<TopicPartition> all = new ArrayList<>(whole);
    all.addAll(partly.keySet());
    consumer.assign(all);
    consumer.seekToBeginning(whole);
    startSince(partly);
  }

  /**
   * Where nothing is found since the moment, reading begins at the end: at the one that was there
   * before it was looked for. {@code seekToEnd} would leave that to the first poll, and skip what
   * is written until then.
   */
  private void startSince(Map<TopicPartition, Long> moments) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(moments.keySet());
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(moments);
    ends.forEach((partition, end) -> {
      @Nullable OffsetAndTimestamp first = found.get(partition);
      consumer.seek(partition, first == null ? end : first.offset());
    });
  }

  private List<TopicPartition> partitions(String topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new IllegalStateException("There is no topic " + topic);
    }
    return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  /** The partitions that are read. */
  public List<TopicPartition> partitions() {
    return List.copyOf(consumer.assignment());
  }

  /**
   * What is committed next, in the order of each partition; waits at most so long.
   *
   * @throws org.apache.kafka.clients.consumer.OffsetOutOfRangeException when records were deleted
   *     before they were read
   */
  public List<Fact> poll(Duration wait) {
    List<Fact> facts = new ArrayList<>();
    consumer.poll(wait).forEach(record -> facts.add(fact(record)));
    return facts;
  }

  /** The position after what was polled, of each partition. */
  public Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      positions.put(partition, consumer.position(partition));
    }
    return positions;
  }

  /** Lets a wait end at once; the next poll fails. Thread-safe. */
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Fact fact(ConsumerRecord<byte[], byte[]> record) {
    ValueDecoder decoder = decoders.get(record.topic());
    byte[] bytes = record.value();
    Optional<SpecificRecord> value =
        decoder == null || bytes == null ? Optional.empty() : decoder.decode(bytes);
    return new Fact(
        new Place(record.topic(), record.partition(), record.offset()),
        Instant.ofEpochMilli(record.timestamp()),
        record.key() == null ? "" : new String(record.key(), UTF_8),
        value.orElse(null),
        decoder != null && bytes != null && value.isEmpty(),
        decoder == null ? origin(record) : Optional.empty());
  }

  /** Kafka Streams' own headers (KIP-1034); a letter without them tells of no record. */
  private static Optional<Place> origin(ConsumerRecord<?, ?> letter) {
    try {
      String topic = header(letter, "topic");
      return topic.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Place(
                  topic,
                  Integer.parseInt(header(letter, "partition")),
                  Long.parseLong(header(letter, "offset"))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String header(ConsumerRecord<?, ?> letter, String name) {
    Header header = letter.headers().lastHeader("__streams.errors." + name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
