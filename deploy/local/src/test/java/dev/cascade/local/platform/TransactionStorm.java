package dev.cascade.local.platform;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Many producers that commit one transaction after another, each on several partitions. */
final class TransactionStorm implements AutoCloseable {

  /** What a committed reader sees in the end. */
  record Outcome(Map<String, Integer> torn, List<String> lost) {}

  private static final String TOPIC = "storm";
  private static final int PRODUCERS = 12;
  private static final int PARTITIONS = 40;
  private static final int RECORDS = 8;

  private final String bootstrapServers;
  private final Set<String> committed = ConcurrentHashMap.newKeySet();
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean stopped;

  private TransactionStorm(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  static TransactionStorm start(String bootstrapServers) throws Exception {
    TransactionStorm storm = new TransactionStorm(bootstrapServers);
    try (Admin admin = storm.admin()) {
      NewTopic topic = new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    }
    for (int writer = 0; writer < PRODUCERS; writer++) {
      int number = writer;
      storm.writers.add(Thread.ofPlatform().start(() -> storm.write(number)));
    }
    return storm;
  }

  /** Waits for so many commits from now on. */
  void awaitCommits(int count, Duration bound) {
    int before = committed.size();
    await().atMost(bound).until(() -> committed.size() >= before + count);
  }

  void stopWriting() throws InterruptedException {
    stopped = true;
    for (Thread writer : writers) {
      writer.join();
    }
  }

  /** Partitions on which a transaction is open. */
  List<TopicPartition> openPartitions() throws Exception {
    try (Admin admin = admin()) {
      Map<TopicPartition, Long> all = ends(admin, IsolationLevel.READ_UNCOMMITTED);
      Map<TopicPartition, Long> stable = ends(admin, IsolationLevel.READ_COMMITTED);
      return all.keySet().stream().filter(p -> !all.get(p).equals(stable.get(p))).toList();
    }
  }

  Outcome outcome() throws Exception {
    Map<String, Integer> seen = new HashMap<>();
    try (Admin admin = admin();
        KafkaConsumer<String, String> reader = reader()) {
      Map<TopicPartition, Long> ends = ends(admin, IsolationLevel.READ_COMMITTED);
      reader.assign(ends.keySet());
      reader.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream().anyMatch(p -> reader.position(p.getKey()) < p.getValue())) {
        for (ConsumerRecord<String, String> found : reader.poll(Duration.ofMillis(100))) {
          seen.merge(found.key(), 1, Integer::sum);
        }
      }
    }
    List<String> lost = committed.stream().filter(id -> !seen.containsKey(id)).toList();
    seen.values().removeIf(count -> count == RECORDS);
    return new Outcome(seen, lost);
  }

  @Override
  public void close() {
    stopped = true;
    writers.forEach(Thread::interrupt);
  }

  private void write(int number) {
    int transaction = 0;
    while (!stopped) {
      try (KafkaProducer<String, String> producer = producer(number)) {
        producer.initTransactions();
        while (!stopped) {
          String id = number + ":" + transaction++;
          producer.beginTransaction();
          for (int i = 0; i < RECORDS; i++) {
            producer.send(new ProducerRecord<>(TOPIC, (number + 5 * i) % PARTITIONS, id, ""));
          }
          producer.commitTransaction();
          committed.add(id);
        }
      } catch (KafkaException e) {
        // Fenced, aborted or without a broker: the next producer of that id goes on.
      }
    }
  }

  private KafkaProducer<String, String> producer(int number) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "transactional.id", "storm-" + number,
            "transaction.timeout.ms", 6_000,
            "retry.backoff.ms", 1,
            "retry.backoff.max.ms", 10),
        new StringSerializer(),
        new StringSerializer());
  }

  private KafkaConsumer<String, String> reader() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel level)
      throws Exception {
    Map<TopicPartition, OffsetSpec> latest =
        IntStream.range(0, PARTITIONS)
            .mapToObj(number -> new TopicPartition(TOPIC, number))
            .collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        admin.listOffsets(latest, new ListOffsetsOptions(level)).all().get();
    return found.entrySet().stream().collect(toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }
}
