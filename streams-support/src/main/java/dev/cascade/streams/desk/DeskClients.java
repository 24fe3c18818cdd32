package dev.cascade.streams.desk;

import dev.cascade.streams.deadletter.DeadLetters;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.runtime.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Connections to Kafka for one request each: nobody pays for the desk while nobody asks. None waits
 * longer than the request may.
 */
class DeskClients {

  /**
   * One for all desks of all services: whoever takes it fences whoever had it, so that of two who
   * decide at the same moment one starts over, and reads what the other has decided.
   */
  static final String TRANSACTIONAL_ID = "dead-letter-desk";

  private static final int LEAST_MILLIS = 500;
  private static final int MOST_FETCHED_BYTES = 4 * 1024 * 1024;
  private static final int RECORDS_AT_ONCE = 500;

  /**
   * A consumer cannot be closed before its last fetch is answered, and a request waits for that.
   */
  private static final int FETCH_WAIT_MILLIS = 20;

  private static final int OWN_HEADER_BYTES = 64 * 1024;

  private final KafkaCluster cluster;
  private final DeskSettings settings;

  DeskClients(KafkaCluster cluster, DeskSettings settings) {
    this.cluster = cluster;
    this.settings = settings;
  }

  /** Reads what is committed, from where it is told; belongs to no group. */
  Consumer<byte[], byte[]> consumer(Deadline deadline) {
    int millis = millis(deadline);
    return new KafkaConsumer<>(
        cluster.client(
            Map.ofEntries(
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, settings.service() + "-desk"),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED_BYTES),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_FETCHED_BYTES),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS),
                Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis),
                Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis))),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Writes in transactions; not initialised yet. */
  Producer<byte[], byte[]> producer(Deadline deadline) {
    int millis = millis(deadline);
    return new KafkaProducer<>(
        cluster.client(
            Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, settings.service() + "-desk"),
                Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID),
                Map.entry(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    Math.toIntExact(settings.transactionTimeout().toMillis())),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                // What came compressed may be too large for its topic otherwise.
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip"),
                Map.entry(
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    DeadLetters.MAX_LETTER_BYTES + OWN_HEADER_BYTES),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 1),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 20))),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** The end of the partition, whether what stands before it is committed or not. */
  long end(TopicPartition partition, Deadline deadline) {
    try {
      return cluster
          .ask(
              Duration.ofMillis(millis(deadline)),
              admin ->
                  admin
                      .listOffsets(
                          Map.of(partition, OffsetSpec.latest()),
                          new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                      .partitionResult(partition)
                      .get(millis(deadline), TimeUnit.MILLISECONDS))
          .offset();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("No answer about the end of " + partition, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The partitions of a topic, none when there is no such topic. */
  static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    var known = consumer.partitionsFor(topic);
    return known == null
        ? List.of()
        : known.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private static int millis(Deadline deadline) {
    return Math.max(LEAST_MILLIS, Math.toIntExact(deadline.left().toMillis()));
  }
}
