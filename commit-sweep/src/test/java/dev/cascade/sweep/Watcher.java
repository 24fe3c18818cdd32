package dev.cascade.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.streams.deadletter.DeadLetters;
import dev.cascade.testing.PlainAvroSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;

/** Writes inputs and reads what is committed, beside the application and not through its proxy. */
final class Watcher implements AutoCloseable {

  private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
  private static final Map<String, Serde<? extends SpecificRecord>> FORMATS = formats();

  private static final String TRANSIT = "transit-";

  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> lastRecords = new HashMap<>();
  private final Set<String> ours = new HashSet<>();
  private final List<ConsumerRecord<byte[], byte[]>> outputs = new ArrayList<>();

  /** Watches the catalogue's topics from their present ends. */
  Watcher(String broker) {
    this.admin = Admin.create(Map.of("bootstrap.servers", broker));
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker, "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker,
                "isolation.level",
                "read_committed",
                "fetch.max.wait.ms",
                20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    watch(
        CATALOGUE.topics().stream()
            .flatMap(topic -> partitions(topic.name(), topic.partitions()).stream())
            .toList());
  }

  private static List<TopicPartition> partitions(String topic, int count) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      partitions.add(new TopicPartition(topic, number));
    }
    return partitions;
  }

  private void watch(Collection<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Serde<? extends SpecificRecord>> formats() {
    Map<String, Serde<? extends SpecificRecord>> formats = new HashMap<>();
    for (TopicDefinition topic : CATALOGUE.topics()) {
      topic
          .valueSchema()
          .ifPresent(schema -> {
            try {
              formats.put(
                  topic.name(),
                  PlainAvroSerde.of((Class<SpecificRecord>) Class.forName(schema.getFullName())));
            } catch (ClassNotFoundException e) {
              throw new IllegalStateException("No class of " + topic.name(), e);
            }
          });
    }
    return formats;
  }

  /** The bytes of a value of that topic. */
  @SuppressWarnings("unchecked")
  static byte[] encoded(String topic, SpecificRecord value) {
    Serde<SpecificRecord> format = (Serde<SpecificRecord>) FORMATS.get(topic);
    return format.serializer().serialize(topic, value);
  }

  /** Writes that; it is no output. */
  void write(ProducerRecord<byte[], byte[]> record) {
    try {
      RecordMetadata place = producer.send(record).get();
      ours.add(place.topic() + "-" + place.partition() + "@" + place.offset());
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("No input", e);
    }
  }

  /** Lets a group begin at the present ends. */
  void beginAtEnds(String group, Set<String> topics) throws ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      if (topics.contains(partition.topic())) {
        ends.put(partition, new OffsetAndMetadata(consumer.position(partition)));
      }
    }
    try {
      admin.alterConsumerGroupOffsets(group, ends).all().get();
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted", e);
    }
  }

  /** What keeps the group from having read all that was written; empty when it has. */
  String leftFor(String group, Set<String> sources) {
    try {
      // Before the ends: what is written in one transaction with a position lies before them.
      Map<TopicPartition, OffsetAndMetadata> read =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          admin
              .listOffsets(
                  consumer.assignment().stream()
                      .collect(Collectors.toMap(it -> it, _ -> OffsetSpec.latest())))
              .all()
              .get();
      poll();
      for (TopicPartition partition : consumer.assignment()) {
        if (consumer.position(partition) < ends.get(partition).offset()) {
          return "%s is readable up to %d of %d"
              .formatted(partition, consumer.position(partition), ends.get(partition).offset());
        }
      }
      return lastRecords.entrySet().stream()
          .filter(it -> sources.contains(it.getKey().topic()))
          .filter(it -> {
            OffsetAndMetadata position = read.get(it.getKey());
            return position == null || position.offset() <= it.getValue();
          })
          .map(it -> it + " is not read, only up to " + read.get(it.getKey()))
          .findFirst()
          .orElse("");
    } catch (ExecutionException e) {
      return e.toString();
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted", e);
    }
  }

  /** Whether something about that key was committed to the topic since outputs were taken. */
  boolean hasSeen(String topic, String key) {
    return outputs.stream()
        .anyMatch(it ->
            it.topic().equals(topic)
                && it.key() != null
                && key.equals(new String(it.key(), UTF_8)));
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(10))) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      lastRecords.put(partition, record.offset());
      if (!ours.contains(partition + "@" + record.offset())) {
        outputs.add(record);
      }
    }
  }

  /**
   * What was written since it was asked before, by topic and key, without what rounds differ in.
   */
  Map<String, List<String>> takeOutputs() {
    Map<String, List<String>> told = new TreeMap<>();
    Retelling none = Retelling.ofNone();
    for (ConsumerRecord<byte[], byte[]> record : outputs) {
      String key = record.key() == null ? "" : none.text(new String(record.key(), UTF_8));
      boolean isTransit = key.startsWith(TRANSIT);
      told.computeIfAbsent(
              record.topic() + " " + (isTransit ? TRANSIT : key), _ -> new ArrayList<>())
          .add(isTransit ? entry(record, none) : told(record, none));
    }
    told.forEach((name, values) -> {
      if (name.endsWith(TRANSIT)) {
        values.sort(null);
      }
    });
    outputs.clear();
    return told;
  }

  /** All rounds share the transit accounts: only what is entered there is of a round alone. */
  private static String entry(ConsumerRecord<byte[], byte[]> record, Retelling none) {
    SpecificRecord balance =
        FORMATS.get(record.topic()).deserializer().deserialize(record.topic(), record.value());
    return none.record(balance).get(balance.getSchema().getField("entry").pos()).toString();
  }

  private static String told(ConsumerRecord<byte[], byte[]> record, Retelling none) {
    if (record.value() == null) {
      return "tombstone";
    }
    Serde<? extends SpecificRecord> format = FORMATS.get(record.topic());
    if (format == null) {
      Header about = record.headers().lastHeader(DeadLetters.TOPIC);
      return "letter about " + (about == null ? "nothing" : new String(about.value(), UTF_8));
    }
    return none.record(format.deserializer().deserialize(record.topic(), record.value()))
        .toString();
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
    admin.close();
  }
}
