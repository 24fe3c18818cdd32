package dev.cascade.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.Seed;
import dev.cascade.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** One application that reads what one seed draws. */
final class FuzzRun {

  /** Tells the records apart; offsets do not, since the driver counts what comes back as well. */
  private static final String NAME = "fuzz";

  /** Longer than any deadline of an order or a payment, so that punctuators meet everything. */
  private static final Duration STEP = Duration.ofDays(40);

  private final FuzzedApplication application;
  private final Seed seed;
  private final WireGrammar grammar;
  private final List<String> unreadable = new ArrayList<>();
  private final Set<String> skipped;

  FuzzRun(FuzzedApplication application, TestPlatform platform, Seed seed) {
    this.application = application;
    this.seed = seed;
    this.skipped = new HashSet<>(application.skippedTopics());
    this.grammar = new WireGrammar(platform, seed);
  }

  /** Pipes so many records; each is consumed, and those that cannot be read become letters. */
  void run(int records) throws IOException {
    Path state = Files.createTempDirectory("fuzz");
    Topology topology = application.topology().get();
    skipped.addAll(globalTopicsOf(topology));
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, configuration(state))) {
      Map<String, TestInputTopic<byte[], byte[]>> inputs =
          topicsOf(topology).stream()
              .collect(Collectors.toMap(topic -> topic, topic -> input(driver, topic)));
      List<String> topics = List.copyOf(new TreeSet<>(inputs.keySet()));
      for (int number = 0; number < records; number++) {
        String topic = seed.oneOf(topics);
        pipe(topic + "-" + number, topic, Objects.requireNonNull(inputs.get(topic)));
        if (number % 50 == 49) {
          driver.advanceWallClockTime(seed.chance(0.2) ? STEP : Duration.ofSeconds(1));
        }
      }
      lettersAreAboutWhatCannotBeRead(driver);
    }
  }

  private void pipe(String name, String topic, TestInputTopic<byte[], byte[]> input) {
    WireRecord record = grammar.record(topic);
    RecordHeaders headers = new RecordHeaders();
    headers.add(NAME, name.getBytes(UTF_8));
    boolean hugeHeaders = grammar.addHeaders(headers);
    try {
      input.pipeInput(new TestRecord<>(record.key(), record.value(), headers));
    } catch (RuntimeException e) {
      throw new AssertionError(
          "%s ends by a record of %s with %s: %s"
              .formatted(application.name(), topic, record.how(), rootOf(e)),
          e);
    }
    if ((hugeHeaders || Boolean.FALSE.equals(record.readable())) && !skipped.contains(topic)) {
      unreadable.add(name);
    }
  }

  private void lettersAreAboutWhatCannotBeRead(TopologyTestDriver driver) {
    List<String> letters =
        driver
            .createOutputTopic(
                application.deadLetterTopic(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())
            .readRecordsToList()
            .stream()
            .flatMap(letter -> Stream.ofNullable(letter.headers().lastHeader(NAME)))
            .map(name -> new String(name.value(), UTF_8))
            .toList();
    assertThat(letters).as("letters of %s", application.name()).doesNotHaveDuplicates();
    List<String> missing = unreadable.stream().filter(it -> !letters.contains(it)).toList();
    assertThat(missing).as("unreadable, and no letters of %s", application.name()).isEmpty();
  }

  private static List<String> topicsOf(Topology topology) {
    Stream<String> partitioned =
        topology.describe().subtopologies().stream()
            .flatMap(it -> it.nodes().stream())
            .filter(TopologyDescription.Source.class::isInstance)
            .map(TopologyDescription.Source.class::cast)
            .flatMap(source -> source.topicSet().stream());
    return Stream.concat(partitioned, globalTopicsOf(topology).stream())
        .filter(WireGrammar::knows)
        .distinct()
        .toList();
  }

  /** Their letters are sent by another application: the global thread cannot. */
  private static Set<String> globalTopicsOf(Topology topology) {
    return topology.describe().globalStores().stream()
        .flatMap(it -> it.source().topicSet().stream())
        .collect(Collectors.toSet());
  }

  private static TestInputTopic<byte[], byte[]> input(TopologyTestDriver driver, String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** At least once: under exactly once the test driver drops letters that no record follows. */
  private Properties configuration(Path state) {
    Properties properties = new Properties();
    properties.putAll(application.configuration());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    return properties;
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
