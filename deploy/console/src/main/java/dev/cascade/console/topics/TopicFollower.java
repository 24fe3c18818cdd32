package dev.cascade.console.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.auditor.log.BrokerAccess;
import dev.cascade.console.config.ConsoleSettings;
import dev.cascade.console.journal.Troubles;
import dev.cascade.console.live.Hub;
import dev.cascade.console.live.Probe;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Follows all topics of the catalogue with one consumer, however many browsers look, and tells the
 * rates once a second and the facts as they come. It belongs to no group, so it moves nobody's
 * position.
 */
@Singleton
final class TopicFollower implements Probe {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int CALL_TIMEOUT_MILLIS = 3_000;
  private static final int FACTS_KEPT = 300;
  private static final long SECOND = 1_000;

  private final Hub hub;
  private final Troubles troubles;
  private final LastRecords lastRecords;
  private final ConsoleSettings settings;
  private final BrokerAccess brokers;
  private final FactReader reader;
  private final List<String> topics =
      TopicCatalogue.load().topics().stream().map(TopicDefinition::name).toList();

  private final Noted noted;
  private final List<Fact> latest = new ArrayList<>();
  private final Map<String, TopicTraffic> traffic = new LinkedHashMap<>();
  private ReadBack readBack = new ReadBack(Map.of(), Map.of(), FACTS_KEPT);
  private long second;
  private int readThisSecond;
  private long onlyCounted;

  TopicFollower(
      Hub hub,
      Troubles troubles,
      LastRecords lastRecords,
      ConsoleSettings settings,
      ObjectMapper json,
      BrokerAccess brokers,
      @ConfigProperty(name = "cascade.registry.url") String registryUrl) {
    this.hub = hub;
    this.noted = new Noted(hub);
    this.troubles = troubles;
    this.lastRecords = lastRecords;
    this.settings = settings;
    this.brokers = brokers;
    this.reader = new FactReader(new AvroDecoder(registryUrl, json)::decode);
  }

  /** Follows until nobody looks any more, or the broker is away. */
  @Override
  public void look() throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      begin(consumer);
      while (hub.isWatched() && !Thread.currentThread().isInterrupted()) {
        take(consumer.poll(POLL));
        tellFacts(readBack.complete(consumer::position));
      }
    } catch (org.apache.kafka.common.errors.InterruptException e) {
      throw new InterruptedException("The console ends");
    } catch (KafkaException e) {
      troubles.add("kafka", "The topics cannot be followed: " + e.getMessage());
    }
  }

  private void begin(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    traffic.clear();
    latest.clear();
    noted.clear();
    topics.forEach(topic -> traffic.put(topic, new TopicTraffic()));
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = new HashMap<>();
    ends.forEach((partition, end) -> {
      long from = Math.max(begins.getOrDefault(partition, end), end - settings.readBack());
      starts.put(partition, from);
      consumer.seek(partition, from);
      lastRecords.readsFrom(partition, from);
    });
    readBack = new ReadBack(starts, ends, FACTS_KEPT);
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    Map<String, List<PartitionInfo>> all = consumer.listTopics();
    return topics.stream()
        .flatMap(topic -> all.getOrDefault(topic, List.of()).stream())
        .map(it -> new TopicPartition(it.topic(), it.partition()))
        .toList();
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    long now = System.currentTimeMillis();
    if (now / SECOND != second) {
      second = now / SECOND;
      readThisSecond = 0;
      tellTraffic(now);
    }
    List<Fact> facts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> found : records) {
      boolean isNew =
          !readBack.isPast(new TopicPartition(found.topic(), found.partition()), found.offset());
      count(found, isNew, now);
      if (Noted.isKept(found.topic())) {
        facts.add(reader.read(found));
      } else if (!isNew) {
        readBack.add(reader.read(found));
      } else if (readThisSecond < settings.factsPerSecond()) {
        readThisSecond++;
        facts.add(reader.read(found));
      } else {
        onlyCounted++;
      }
    }
    tellFacts(facts);
  }

  private void count(ConsumerRecord<byte[], byte[]> found, boolean isNew, long now) {
    lastRecords.seen(found.topic(), found.partition(), found.offset());
    TopicTraffic counted = traffic.get(found.topic());
    if (counted != null) {
      counted.record(found.timestamp(), isNew, now);
    }
  }

  private void tellTraffic(long now) {
    hub.state(
        "topics",
        new Traffic(
            traffic.entrySet().stream().map(it -> it.getValue().state(it.getKey(), now)).toList(),
            onlyCounted));
  }

  private void tellFacts(List<Fact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    facts.sort(Fact.BY_TIME);
    noted.keep(facts);
    latest.addAll(facts);
    latest.sort(Fact.BY_TIME);
    latest.subList(0, Math.max(0, latest.size() - FACTS_KEPT)).clear();
    hub.happened("facts", facts, List.copyOf(latest));
  }

  /**
   * What browsers are told of all topics.
   *
   * @param topics in the order of the catalogue
   * @param onlyCounted records whose content was not read, since there were too many at once
   */
  record Traffic(List<TopicTraffic.TopicState> topics, long onlyCounted) {}

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> own =
        Map.of(
            ConsumerConfig.CLIENT_ID_CONFIG,
            "console",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "latest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            2_000,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            4_000_000,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            512_000,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            CALL_TIMEOUT_MILLIS);
    return new KafkaConsumer<>(
        brokers.client(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
