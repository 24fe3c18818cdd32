package dev.cascade.streams.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.streams.serde.RegistryUnavailableException;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class DeadLetterHandlerTest {

  private static final byte[] POISON = "poison".getBytes(UTF_8);
  private static final byte[] UNKNOWN = "unknown".getBytes(UTF_8);
  private static final byte[] GOOD = "good".getBytes(UTF_8);
  private static final byte[] UNWRITABLE = "unwritable".getBytes(UTF_8);
  private static final byte[] LATE_BUG = "late bug".getBytes(UTF_8);
  private static final byte[] BUG = "bug".getBytes(UTF_8);

  @Test
  void poisonGoesToTheDeadLettersWithItsOriginAndTheNextRecordIsProcessed() {
    try (Driven driven = new Driven(Set.of())) {
      driven.in.pipeInput("k", POISON);
      driven.in.pipeInput("k", GOOD);

      TestRecord<byte[], byte[]> letter = driven.letters.readRecord();
      assertThat(letter.value()).isEqualTo(POISON);
      assertThat(letter.key()).isEqualTo("k".getBytes(UTF_8));
      assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("in");
      assertThat(header(letter, DeadLetters.PARTITION)).isEqualTo("0");
      assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("0");
      assertThat(header(letter, DeadLetters.REASON)).contains("no such thing");
      assertThat(header(letter, DeadLetters.EXCEPTION)).contains("SerializationException");
      assertThat(header(letter, DeadLetters.STACK)).contains("SerializationException");
      assertThat(driven.out.readValue()).isEqualTo("good");
    }
  }

  @Test
  void ofPoisonThatIsTooLargeTheBeginningGoesToTheDeadLetters() {
    try (Driven driven = new Driven(Set.of())) {
      byte[] large = Arrays.copyOf(POISON, DeadLetters.MAX_LETTER_BYTES);
      driven.in.pipeInput(
          new TestRecord<>("k", large, new RecordHeaders().add("h", "1".getBytes(UTF_8))));

      TestRecord<byte[], byte[]> letter = driven.letters.readRecord();
      assertThat(letter.value()).isEqualTo(Arrays.copyOf(large, 1024 * 1024));
      assertThat(header(letter, DeadLetters.CUT))
          .isEqualTo("key 1, value " + large.length + ", headers 12 bytes");
      assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("0");
    }
  }

  @Test
  void aRecordOnWhichAProcessorThrowsIsADeadLetterToo() {
    try (Driven driven = new Driven(Set.of())) {
      driven.in.pipeInput("k", BUG);
      driven.in.pipeInput("k", GOOD);

      assertThat(driven.letters.readRecord().value()).isEqualTo(BUG);
      assertThat(driven.out.readValuesToList()).containsExactly("good");
    }
  }

  @Test
  void aTombstoneOnWhichAProcessorThrowsIsADeadLetterToo() {
    try (Driven driven = new Driven(Set.of())) {
      driven.in.pipeInput("k", null);
      driven.in.pipeInput("k", GOOD);

      TestRecord<byte[], byte[]> letter = driven.letters.readRecord();
      assertThat(letter.key()).isEqualTo("k".getBytes(UTF_8));
      assertThat(letter.value()).isNull();
      assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("0");
      assertThat(driven.out.readValuesToList()).containsExactly("good");
    }
  }

  @Test
  void aRecordForWhichSomethingWasWrittenAlreadyStopsTheApplication() {
    assertStopsWithoutALetter(LATE_BUG);
  }

  @Test
  void aRecordThatTheRegistryCouldNotBeAskedAboutIsNotPoison() {
    assertStopsWithoutALetter(UNKNOWN);
  }

  @Test
  void aRecordWhoseResultCouldNotBeWrittenForWantOfTheRegistryIsNotPoisonEither() {
    assertStopsWithoutALetter(UNWRITABLE);
  }

  /** One of two stores is written, and the other has no room. */
  @Test
  void aRecordThatAStoreCouldNotKeepIsNotPoison() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore("first"), Serdes.String(), Serdes.String()));
    builder.addStateStore(
        Stores.keyValueStoreBuilder(new FullStore("full"), Serdes.String(), Serdes.String()));
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
        .process(TwoStores::new, "first", "full");
    try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), handlers(Set.of()))) {
      TestInputTopic<String, String> in =
          driver.createInputTopic("in", new StringSerializer(), new StringSerializer());

      assertThatThrownBy(() -> in.pipeInput("k", "good")).isInstanceOf(StreamsException.class);
    }
  }

  private static final class TwoStores extends ContextualProcessor<String, String, String, String> {
    @Override
    public void process(Record<String, String> record) {
      KeyValueStore<String, String> first = context().getStateStore("first");
      KeyValueStore<String, String> full = context().getStateStore("full");
      first.put(record.key(), record.value());
      full.put(record.key(), record.value());
    }
  }

  /** As RocksDB's on a disk without room. */
  private record FullStore(String name) implements KeyValueBytesStoreSupplier {
    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new InMemoryKeyValueStore(name) {
        @Override
        public synchronized void put(Bytes key, byte[] value) {
          throw new ProcessorStateException("Error while putting key: No space left on device");
        }
      };
    }

    @Override
    public String metricsScope() {
      return "in-memory";
    }
  }

  private static void assertStopsWithoutALetter(byte[] value) {
    try (Driven driven = new Driven(Set.of())) {
      assertThatThrownBy(() -> driven.in.pipeInput("k", value))
          .isInstanceOf(StreamsException.class);

      assertThat(driven.letters.isEmpty()).isTrue();
    }
  }

  @Test
  void theLettersOfASkippedTopicAreLeftToAnotherApplication() {
    try (Driven driven = new Driven(Set.of("in"))) {
      driven.in.pipeInput("k", POISON);
      driven.in.pipeInput("k", GOOD);

      assertThat(driven.letters.isEmpty()).isTrue();
      assertThat(driven.out.readValue()).isEqualTo("good");
    }
  }

  private static Properties handlers(Set<String> skippedTopics) {
    Properties config = new Properties();
    config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "letters");
    config.put(DeadLetterHandler.SKIPPED_TOPICS, skippedTopics);
    config.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    config.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProcessingHandler.class);
    return config;
  }

  private static String header(TestRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  /** A topology that reads strings, of which some are special. */
  private static final class Driven implements AutoCloseable {

    private final TopologyTestDriver driver;
    final TestInputTopic<String, byte[]> in;
    final TestOutputTopic<String, String> out;
    final TestOutputTopic<byte[], byte[]> letters;

    Driven(Set<String> skippedTopics) {
      StreamsBuilder builder = new StreamsBuilder();
      KStream<String, String> read =
          builder.stream(
                  "in",
                  Consumed.with(
                      Serdes.String(), Serdes.serdeFrom((t, v) -> v.getBytes(UTF_8), picky())))
              .mapValues(Driven::buggy);
      read.to("out", Produced.with(Serdes.String(), Serdes.String()));
      read.foreach((key, value) -> buggyAfterOthersHaveWritten(value));
      driver = new TopologyTestDriver(builder.build(), handlers(skippedTopics));
      in = driver.createInputTopic("in", new StringSerializer(), new ByteArraySerializer());
      out = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
      letters =
          driver.createOutputTopic(
              "letters", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static String buggy(String value) {
      if (value.equals("bug")) {
        throw new IllegalStateException("a bug");
      }
      if (value.equals("unwritable")) {
        throw new RegistryUnavailableException("no answer", null);
      }
      return value;
    }

    private static void buggyAfterOthersHaveWritten(String value) {
      if (value.equals("late bug")) {
        throw new IllegalStateException("a late bug");
      }
    }

    private static Deserializer<String> picky() {
      return (topic, bytes) -> bytes == null ? null : read(new String(bytes, UTF_8));
    }

    private static String read(String text) {
      if (text.startsWith("poison")) {
        throw new SerializationException("no such thing");
      }
      if (text.equals("unknown")) {
        throw new RegistryUnavailableException("no answer", null);
      }
      return text;
    }

    @Override
    public void close() {
      driver.close();
    }
  }
}
