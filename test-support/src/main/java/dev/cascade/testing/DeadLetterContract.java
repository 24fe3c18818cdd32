package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What every service does with a record that it cannot read: it puts the raw bytes on its dead
 * letter topic, once, with origin and reason in the headers, and processes the next record of the
 * partition.
 *
 * <p>A service inherits this in a {@code @QuarkusTest} class with {@link PlatformResource}.
 */
public abstract class DeadLetterContract {

  /** How the keys of this kit's poison begin. */
  static final String POISON_KEY = "poison-";

  private static final String TOPIC = "__streams.errors.topic";
  private static final String PARTITION = "__streams.errors.partition";
  private static final String OFFSET = "__streams.errors.offset";
  private static final String CUT = "cascade.errors.cut";
  private static final String REASON = "__streams.errors.message";

  private static final String HUGE_KEY = "k".repeat(100_000);

  /** The broker and registry that the service under test uses. */
  private final TestPlatform platform = TestPlatform.shared();

  /** Where the service puts what it cannot read. */
  protected abstract String deadLetterTopic();

  /** Every topic that the service reads. */
  protected abstract List<String> inputTopics();

  /**
   * Sends a good record with that key to the topic and waits until its effect is seen; fails if it
   * is not. The key puts it behind the poison, on the same partition.
   */
  protected abstract void aGoodRecordHasItsEffect(String topic, String key);

  @Test
  void aPoisonRecordOfAnyInputTopicIsPutAsideOnceAndTheNextOneIsProcessed() {
    assertAll(
        inputTopics().stream()
            .map(topic -> goesOn("bytes without frame", topic, PoisonRecords.withoutFrame())));
  }

  @Test
  void everyKindOfPoisonIsPutAside() {
    String topic = inputTopics().getFirst();
    assertAll(
        PoisonRecords.all().entrySet().stream()
            .map(poison -> goesOn(poison.getKey(), topic, poison.getValue())));
  }

  @Test
  void poisonThatIsTooLargeForALetterIsPutAsideByItsBeginning() {
    String topic = inputTopics().getFirst();
    String key = POISON_KEY + platform.freshId();
    byte[] poison = PoisonRecords.largerThanALetter();
    try (TopicWriter writer = platform.writer();
        TopicReader<byte[]> letters = platform.rawReader(deadLetterTopic())) {
      RecordMetadata origin = writer.sendCompressed(topic, key, poison);

      ReceivedRecord<byte[]> letter = letters.awaitRecord(record -> isFrom(origin, record));
      aGoodRecordHasItsEffect(topic, key);

      assertThat(letter.present()).isEqualTo(Arrays.copyOf(poison, 1024 * 1024));
      assertThat(letter.headers().get(CUT)).contains("value " + poison.length);
    }
  }

  @Test
  void aRecordWithoutAKeyOrWithAHugeOneIsPutAside() {
    assertAll(inputTopics().stream().map(topic -> () -> keysAreChecked(topic)));
  }

  private void keysAreChecked(String topic) {
    try (TopicWriter writer = platform.writer();
        TopicReader<byte[]> letters = platform.rawReader(deadLetterTopic())) {
      List<RecordMetadata> origins = new ArrayList<>();
      origins.add(writer.sendTombstone(topic, HUGE_KEY));
      if (!isCompacted(topic)) {
        origins.add(writer.sendWithoutKey(topic, PoisonRecords.withoutFrame()));
        origins.add(writer.sendWithoutKey(topic, null));
      }
      for (RecordMetadata origin : origins) {
        ReceivedRecord<byte[]> letter = letters.awaitRecord(record -> isFrom(origin, record));
        assertThat(letter.headers().get(REASON)).contains(topic, "key");
      }
      aGoodRecordHasItsEffect(topic, POISON_KEY + platform.freshId());
      List<ReceivedRecord<byte[]>> all = letters.readToEnd();
      assertThat(origins)
          .allSatisfy(origin ->
              assertThat(all.stream().filter(record -> isFrom(origin, record))).hasSize(1));
    }
  }

  private static boolean isCompacted(String topic) {
    return TopicCatalogue.load().topics().stream()
        .anyMatch(it -> it.name().equals(topic) && it.cleanup().equals("compact"));
  }

  private Executable goesOn(String fault, String topic, byte[] poison) {
    return () -> {
      try {
        poisonedTopicGoesOn(topic, poison);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(fault + " on " + topic + ": " + e.getMessage(), e);
      }
    };
  }

  private void poisonedTopicGoesOn(String topic, byte[] poison) {
    String key = POISON_KEY + platform.freshId();
    try (TopicWriter writer = platform.writer();
        TopicReader<byte[]> letters = platform.rawReader(deadLetterTopic())) {
      RecordMetadata origin = writer.sendRaw(topic, key, poison);

      ReceivedRecord<byte[]> letter = letters.awaitRecord(record -> isFrom(origin, record));
      aGoodRecordHasItsEffect(topic, key);

      assertThat(letter.present()).as("the raw bytes").isEqualTo(poison);
      assertThat(letter.key()).as("the key").isEqualTo(key);
      assertThat(letter.headers().get(REASON)).as("the reason").isNotBlank();
      assertThat(letters.readToEnd().stream().filter(record -> isFrom(origin, record)))
          .as("letters about one record")
          .hasSize(1);
    }
  }

  static boolean isFrom(RecordMetadata origin, ReceivedRecord<byte[]> letter) {
    Map<String, String> headers = letter.headers();
    return origin.topic().equals(headers.get(TOPIC))
        && Integer.toString(origin.partition()).equals(headers.get(PARTITION))
        && Long.toString(origin.offset()).equals(headers.get(OFFSET));
  }
}
