package dev.cascade.streams.runtime;

import dev.cascade.streams.deadletter.DeadLetterHandler;
import dev.cascade.streams.deadletter.DeadLetterProcessingHandler;
import dev.cascade.streams.deadletter.DeadLetters;
import dev.cascade.streams.shadow.Shadow;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The Kafka Streams configuration of an application: exactly once, and as low in latency as that
 * allows. What each unusual value is for stands in docs/RATIONALE.md.
 */
public final class StreamsProperties {

  /**
   * Longest time that a decider's input which leads to no output stays uncommitted. What others
   * wait for is committed at once.
   */
  public static final Duration SILENT_COMMIT = Duration.ofSeconds(1);

  /** A commit flushes at once; until then records gather, so that one request takes all of them. */
  private static final String LINGER_MILLIS = "100";

  /** Of a shadow: in its silence a history of a week is committed a thousand times. */
  private static final int LEAPING_COMMIT_MILLIS = 600_000;

  /** Nobody waits to take over from a shadow, and one that is evicted has to begin anew. */
  private static final int PATIENT_SESSION_MILLIS = 60_000;

  private static final Duration A_CENTURY = Duration.ofDays(36_525);

  private static final String VIEW_COMMIT_MILLIS = "1000";

  /** The members of a group hear of a rebalance by their heartbeats, and reads wait meanwhile. */
  private static final long LONGEST_HEARTBEAT_MILLIS = 500;

  private StreamsProperties() {}

  /** All properties; the application's overrides win. */
  public static Properties of(StreamsApplication application, StreamsSettings settings) {
    Properties properties = new Properties();
    properties.putAll(KafkaCluster.of(settings).client(Map.of()));
    identity(properties, application, settings);
    exactlyOnce(properties, settings);
    switch (application.kind()) {
      case DECIDER -> quick(properties, settings);
      case VIEWS -> unhurried(properties);
    }
    deadLetters(properties, application);
    properties.putAll(application.overrides());
    settings.shadow().map(Shadow::read).ifPresent(it -> shadow(properties, application, it));
    return properties;
  }

  /**
   * A shadow gets its records one by one, in their order, by one thread, and its clock leaps: what
   * Kafka Streams does by the clock, such as commits, is left to the {@link CommitPace}.
   */
  private static void shadow(Properties properties, StreamsApplication application, Shadow shadow) {
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, shadow.own(application.name()));
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 0);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, (long) LEAPING_COMMIT_MILLIS);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        LEAPING_COMMIT_MILLIS);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        PATIENT_SESSION_MILLIS);
    properties.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, A_CENTURY.toMillis());
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
  }

  private static void identity(
      Properties properties, StreamsApplication application, StreamsSettings settings) {
    String member = application.name() + "-" + settings.instanceId();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application.name());
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, member);
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, settings.advertisedHost());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTime.class);
    properties.put(
        StreamsConfig.mainConsumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG), member);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        Math.toIntExact(settings.sessionTimeout().toMillis()));
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        Math.toIntExact(
            Math.min(LONGEST_HEARTBEAT_MILLIS, settings.sessionTimeout().toMillis() / 4)));
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
  }

  private static void exactlyOnce(Properties properties, StreamsSettings settings) {
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // An instance that is silent for so long has lost its tasks; nobody may wait longer for what it
    // has left open.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(settings.sessionTimeout().toMillis()));
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    properties.put(BoundedRocksDb.TOTAL_BYTES, settings.rocksDbBytes());
  }

  private static void quick(Properties properties, StreamsSettings settings) {
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, SILENT_COMMIT.toMillis());
    properties.put(StreamsConfig.POLL_MS_CONFIG, settings.pollInterval().toMillis());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
    // The first send after a commit can meet the last commit's markers; it must not wait 100 ms.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), "1");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), "1");
  }

  private static void unhurried(Properties properties) {
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, VIEW_COMMIT_MILLIS);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    // No view cares for the order between topics. Before each record, Kafka Streams would put into
    // words, for a log that is not written, how far behind every topic without one is.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
  }

  private static void deadLetters(Properties properties, StreamsApplication application) {
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        DeadLetters.MAX_LETTER_BYTES);
    properties.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, application.deadLetterTopic());
    properties.put(DeadLetterHandler.SKIPPED_TOPICS, application.skippedTopics());
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProcessingHandler.class);
  }
}
