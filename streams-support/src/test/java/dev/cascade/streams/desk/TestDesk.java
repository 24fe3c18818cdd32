package dev.cascade.streams.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.schemas.AuditEvent;
import dev.cascade.schemas.DeadLetterDecision;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.deadletter.DeadLetters;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A dead letter topic of a test's own on the real broker, and desks for it. */
final class TestDesk implements AutoCloseable {

  static final Signature ANN = new Signature("ann", "the producer is mended");

  /** What the input takes; a dead letter topic takes more. */
  static final int LARGEST_RECORD = 100_000;

  /** Of all tests, since a record is replayed once, whichever letter is about it. */
  private static final AtomicLong ORIGIN_OFFSETS = new AtomicLong();

  private static final short ONE_REPLICA = 1;

  final TestPlatform platform = TestPlatform.shared();
  final String service = "desk-" + platform.freshId();
  final String letterTopic = service + "-dead-letters";
  final String originTopic = service + "-input";
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              "bootstrap.servers",
              platform.bootstrapServers(),
              "linger.ms",
              5,
              "max.request.size",
              DeadLetters.MAX_LETTER_BYTES),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  TestDesk() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(letterTopic, 1, ONE_REPLICA)
                      .configs(
                          Map.of(
                              "message.timestamp.type",
                              "LogAppendTime",
                              "max.message.bytes",
                              Integer.toString(DeadLetters.MAX_LETTER_BYTES))),
                  new NewTopic(originTopic, 2, ONE_REPLICA)
                      .configs(Map.of("max.message.bytes", Integer.toString(LARGEST_RECORD)))))
          .all()
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("No topics for the test", e);
    }
  }

  DeskSettings settings(Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("cascade.dead-letters.topic", letterTopic);
    values.put("cascade.dead-letters.service", service);
    return SettingsOf.of(DeskSettings.class, values);
  }

  /** Another process's desk: it shares nothing with the others but the broker. */
  Desk desk() {
    return desk(Map.of());
  }

  Desk desk(Map<String, String> more) {
    return new Desk(KafkaCluster.at(platform.bootstrapServers()), registry(), settings(more));
  }

  Desk desk(DeskClients clients) {
    return new Desk(clients, registry(), settings(Map.of()));
  }

  SchemaRegistryClient registry() {
    return new SchemaRegistryClient(platform.registryUrl());
  }

  /** A letter about a record of partition 1 of the input, which failed so. */
  LetterId letter(String key, String value, Exception reason) {
    return letter(originTopic, 1, key, value.getBytes(UTF_8), reason);
  }

  LetterId letter(String topic, int partition, String key, byte[] value, Exception reason) {
    Origin origin = new Origin(topic, partition, ORIGIN_OFFSETS.getAndIncrement());
    return letter(origin, key, value, reason);
  }

  LetterId letter(Origin origin, String key, byte[] value, Exception reason) {
    try {
      var place =
          producer.send(DeadLetters.letter(letterTopic, record(origin, key, value), reason)).get();
      return new LetterId(place.partition(), place.offset());
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("No letter", e);
    }
  }

  /** What a stranger wrote, which tells of no record. */
  LetterId letterOfNothing(String key) {
    try {
      var place =
          producer.send(new ProducerRecord<>(letterTopic, key.getBytes(UTF_8), new byte[1])).get();
      return new LetterId(place.partition(), place.offset());
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("No letter", e);
    }
  }

  /** Many letters, without waiting for each. */
  void letters(int count, Exception reason) {
    for (int i = 0; i < count; i++) {
      Origin origin = new Origin(originTopic, 1, ORIGIN_OFFSETS.getAndIncrement());
      var unused =
          producer.send(
              DeadLetters.letter(letterTopic, record(origin, "k" + i, new byte[100]), reason));
    }
    producer.flush();
  }

  private static ConsumerRecord<byte[], byte[]> record(Origin origin, String key, byte[] value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", "t-1".getBytes(UTF_8));
    return new ConsumerRecord<>(
        origin.topic(),
        origin.partition(),
        origin.offset(),
        1_000L,
        TimestampType.CREATE_TIME,
        key.length(),
        value.length,
        key.getBytes(UTF_8),
        value,
        headers,
        Optional.empty());
  }

  /** What was replayed to the input, as a committed reader sees it. */
  List<ReceivedRecord<byte[]>> replayed() {
    try (TopicReader<byte[]> reader = platform.rawReader(originTopic)) {
      return reader.readToEnd();
    }
  }

  List<DeadLetterDecision> decisions() {
    try (TopicReader<DeadLetterDecision> reader =
        platform.reader(Topics.DEAD_LETTER_DECISIONS, DeadLetterDecision.class)) {
      return reader.readToEnd().stream()
          .map(ReceivedRecord::present)
          .filter(decision -> decision.getLetter().startsWith(letterTopic))
          .toList();
    }
  }

  List<AuditEvent> auditEvents() {
    try (TopicReader<AuditEvent> reader = platform.reader(Topics.AUDIT_EVENTS, AuditEvent.class)) {
      return reader.readToEnd().stream()
          .map(ReceivedRecord::present)
          .filter(event -> event.getService().equals(service))
          .toList();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
