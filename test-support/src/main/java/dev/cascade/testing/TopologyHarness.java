package dev.cascade.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A topology on Kafka's test driver, set up as the services run it: exactly once, explicit names,
 * no caches. Wall clock and record time start at {@link #START} and move together, by {@link
 * #advance} alone.
 */
public final class TopologyHarness implements AutoCloseable {

  /** When every harness starts, unless it is told another time. */
  public static final Instant START = Instant.parse("2030-01-01T10:00:00Z");

  /** Where the handlers are; streams-support itself is tested with this class. */
  private static final String HANDLERS = "dev.cascade.streams.deadletter.";

  private final TopologyTestDriver driver;
  private final Path stateDir;
  private final List<TestInputTopic<?, ?>> inputs = new ArrayList<>();
  private Instant now;

  private TopologyHarness(Topology topology, Map<String, ?> overrides, Instant start) {
    this.stateDir = newStateDir();
    this.now = start;
    this.driver = new TopologyTestDriver(topology, configuration(stateDir, overrides), start);
  }

  /** Runs the topology from {@link #START}. */
  public static TopologyHarness of(Topology topology) {
    return new TopologyHarness(topology, Map.of(), START);
  }

  /**
   * Runs the topology with the handlers that put poison aside. It runs at least once, since under
   * exactly once the test driver drops letters that no record follows.
   */
  public static TopologyHarness withDeadLetters(Topology topology, String deadLetters) {
    return new TopologyHarness(
        topology,
        Map.of(
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.AT_LEAST_ONCE,
            StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
            deadLetters,
            StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
            HANDLERS + "DeadLetterHandler",
            StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
            HANDLERS + "DeadLetterProcessingHandler"),
        START);
  }

  /** Runs the topology from another time. */
  public static TopologyHarness startingAt(Instant start, Topology topology) {
    return new TopologyHarness(topology, Map.of(), start);
  }

  /** A topic with string keys to pipe records into; their time is {@link #now}. */
  public <V> TestInputTopic<String, V> input(String topic, Serde<V> values) {
    return input(topic, Serdes.String(), values);
  }

  /** A topic to pipe records into; their time is {@link #now}. */
  public <K, V> TestInputTopic<K, V> input(String topic, Serde<K> keys, Serde<V> values) {
    TestInputTopic<K, V> input =
        driver.createInputTopic(topic, keys.serializer(), values.serializer(), now, Duration.ZERO);
    inputs.add(input);
    return input;
  }

  /** A topic with string keys to read what the topology wrote. */
  public <V> TestOutputTopic<String, V> output(String topic, Serde<V> values) {
    return output(topic, Serdes.String(), values);
  }

  /** A topic to read what the topology wrote. */
  public <K, V> TestOutputTopic<K, V> output(String topic, Serde<K> keys, Serde<V> values) {
    return driver.createOutputTopic(topic, keys.deserializer(), values.deserializer());
  }

  /** Moves the wall clock and the time of the records piped from now on; punctuators fire. */
  public void advance(Duration duration) {
    now = now.plus(duration);
    inputs.forEach(input -> input.advanceTime(duration));
    driver.advanceWallClockTime(duration);
  }

  /** The harness's time. */
  public Instant now() {
    return now;
  }

  /** A store of the topology, by name. */
  public <K, V> KeyValueStore<K, V> store(String name) {
    KeyValueStore<K, V> store = driver.getKeyValueStore(name);
    if (store == null) {
      throw new IllegalArgumentException(
          "No key-value store " + name + "; there are " + driver.getAllStateStores().keySet());
    }
    return store;
  }

  /** Kafka's driver, for what the harness does not wrap. */
  public TopologyTestDriver driver() {
    return driver;
  }

  @Override
  public void close() {
    driver.close();
    TemporaryFolders.delete(stateDir);
  }

  private static Properties configuration(Path stateDir, Map<String, ?> overrides) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "topology-harness");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(
        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class.getName());
    properties.putAll(overrides);
    return properties;
  }

  private static Path newStateDir() {
    try {
      return Files.createTempDirectory("topology-harness");
    } catch (IOException e) {
      throw new UncheckedIOException("No folder for the topology's state", e);
    }
  }
}
