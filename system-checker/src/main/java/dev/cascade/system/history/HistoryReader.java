package dev.cascade.system.history;

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
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all topics of the catalogue, committed records only; each call reads on. */
public final class HistoryReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final List<Fact> facts = new ArrayList<>();
  private final RegistryDecoder decoder;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Reads from this broker, with the schemas of this registry. */
  public HistoryReader(String bootstrapServers, String registryUrl) {
    this.decoder = new RegistryDecoder(registryUrl);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        catalogue.topics().stream()
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * All that was committed when this was called.
   *
   * @throws AssertionError when the end is not reached and nothing comes for a minute
   */
  public History read() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    Instant deadline = Instant.now().plus(LONGEST_SILENCE);
    while (ends.entrySet().stream().anyMatch(end -> isBehind(end.getKey(), end.getValue()))) {
      ConsumerRecords<byte[], byte[]> found = consumer.poll(POLL);
      found.forEach(record -> facts.add(fact(record)));
      deadline = found.isEmpty() ? deadline : Instant.now().plus(LONGEST_SILENCE);
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("The end of the topics was not reached: " + behind(ends));
      }
    }
    return new History(facts);
  }

  private List<TopicPartition> behind(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .filter(end -> isBehind(end.getKey(), end.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private boolean isBehind(TopicPartition partition, long end) {
    return consumer.position(partition) < end;
  }

  private Fact fact(ConsumerRecord<byte[], byte[]> record) {
    TopicDefinition topic = catalogue.topic(record.topic());
    boolean typed = topic.valueSchema().isPresent() && record.value() != null;
    Optional<GenericRecord> value =
        typed ? decoder.decode(record.value()).filter(read -> isOf(topic, read)) : Optional.empty();
    return new Fact(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key() == null ? "" : new String(record.key(), UTF_8),
        value.orElse(null),
        typed && value.isEmpty(),
        headers(record));
  }

  private static boolean isOf(TopicDefinition topic, GenericRecord value) {
    return topic
        .valueSchema()
        .map(schema -> schema.getFullName().equals(value.getSchema().getFullName()))
        .orElse(false);
  }

  private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), UTF_8));
      }
    }
    return headers;
  }
}
