package dev.cascade.orderdetails;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.fuzz.WireGrammar;
import dev.cascade.testing.fuzz.WireRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What the pair of consumer and producer, and the reader of products, do with whatever somebody
 * writes to their topics: they go on, and what cannot be read becomes one letter.
 */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class FuzzTest {

  private static final String NAME = "fuzz";
  private static final int SEEDS = 2;
  private static final int RECORDS = 200;
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void noRecordEndsThePairAndWhatCannotBeReadBecomesOneLetter() {
    Seeds.forEach(SEEDS, this::run);
  }

  private void run(Seed seed) {
    String run = platform.freshId() + "-";
    Set<String> unreadable = write(seed, run);
    try (TopicReader<byte[]> letters = platform.rawReader(Topics.ORDER_DETAILS_DEAD_LETTERS)) {
      Awaitility.await("a letter about each of " + unreadable.size())
          .atMost(BOUND)
          .untilAsserted(() -> assertThat(names(letters, run)).containsAll(unreadable));
      assertThat(names(letters, run)).doesNotHaveDuplicates();
    }
  }

  private Set<String> write(Seed seed, String run) {
    WireGrammar grammar = new WireGrammar(platform, seed);
    Set<String> unreadable = new HashSet<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int number = 0; number < RECORDS; number++) {
        String topic = seed.oneOf(List.of(Topics.ORDERS, Topics.PRODUCTS));
        WireRecord record = grammar.record(topic);
        if (record.key() == null) {
          // A compacted topic takes none without a key.
          continue;
        }
        String name = run + number;
        ProducerRecord<byte[], byte[]> sent =
            new ProducerRecord<>(topic, record.key(), record.value());
        sent.headers().add(NAME, name.getBytes(UTF_8));
        boolean hugeHeaders = grammar.addHeaders(sent.headers());
        var unused = producer.send(sent);
        if (hugeHeaders || Boolean.FALSE.equals(record.readable())) {
          unreadable.add(name);
        }
      }
      poisonAtTheEnd(producer, run, unreadable);
    }
    assertThat(unreadable).isNotEmpty();
    return unreadable;
  }

  /** Letters about these, the last of each partition, say that all before them was read. */
  private static void poisonAtTheEnd(
      KafkaProducer<byte[], byte[]> producer, String run, Set<String> unreadable) {
    for (String topic : List.of(Topics.ORDERS, Topics.PRODUCTS)) {
      int partitions = TopicCatalogue.load().topic(topic).partitions();
      for (int partition = 0; partition < partitions; partition++) {
        String name = run + topic + partition;
        ProducerRecord<byte[], byte[]> sent =
            new ProducerRecord<>(topic, partition, name.getBytes(UTF_8), new byte[] {1});
        sent.headers().add(NAME, name.getBytes(UTF_8));
        var unused = producer.send(sent);
        unreadable.add(name);
      }
    }
  }

  private static List<String> names(TopicReader<byte[]> letters, String run) {
    return letters.readToEnd().stream()
        .map(ReceivedRecord::headers)
        .map(headers -> headers.get(NAME))
        .filter(Objects::nonNull)
        .filter(name -> name.startsWith(run))
        .toList();
  }
}
