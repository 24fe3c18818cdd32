package dev.cascade.streams.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records that HTTP requests ask for: idempotent, acknowledged by all replicas, sent at
 * once, and given up within a bounded time. A record that was given up may still have arrived;
 * whoever asked is told so and repeats the request, which does no harm.
 *
 * <p>Kafka's producer holds whoever sends while it looks for the cluster. Threads that serve
 * requests are few: held by some, they would answer nobody. So each record is sent by a thread of
 * its own.
 */
public final class RequestWriter implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RequestWriter.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /** Kafka's producer keeps its own bounds first, and tells more of why. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final String topic;
  private final Duration longest;
  private final KafkaProducer<String, byte[]> producer;
  private volatile boolean found;
  private volatile boolean closed;

  /**
   * How long a record may take, and how many may wait.
   *
   * @param block until the cluster is found and there is room
   * @param delivery from then until it is acknowledged; one attempt, half of it
   * @param bufferBytes of records that wait
   */
  public record Bounds(Duration block, Duration delivery, long bufferBytes) {}

  /**
   * One that begins to look for the cluster, so that the first request does not have to wait for
   * that.
   *
   * @param clientId of the instance alone
   * @param topic one that it writes
   */
  public RequestWriter(KafkaCluster cluster, String clientId, Bounds bounds, String topic) {
    this.topic = topic;
    this.longest = bounds.block().plus(bounds.delivery()).plus(GRACE);
    this.producer =
        new KafkaProducer<>(
            cluster.client(configuration(clientId, bounds)),
            new StringSerializer(),
            new ByteArraySerializer());
    Thread.ofVirtual().start(this::findCluster);
  }

  private static Map<String, Object> configuration(String clientId, Bounds bounds) {
    int deliveryMillis = Math.toIntExact(bounds.delivery().toMillis());
    return Map.of(
        ProducerConfig.CLIENT_ID_CONFIG,
        clientId,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.LINGER_MS_CONFIG,
        0,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        Math.toIntExact(bounds.block().toMillis()),
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        deliveryMillis / 2,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        deliveryMillis,
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        bounds.bufferBytes());
  }

  private void findCluster() {
    while (!found && !closed) {
      try {
        found = !producer.partitionsFor(topic).isEmpty();
      } catch (KafkaException | IllegalStateException e) {
        LOG.infof("%s is not found yet: %s", topic, e.getMessage());
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
  }

  /** Whether it has found where to write to, so that a request does not have to wait for that. */
  public boolean hasFoundTheCluster() {
    return found;
  }

  /**
   * Sends without holding the caller. Records that one caller sends before the one before is
   * acknowledged may change places.
   *
   * @param value null for a tombstone
   * @return done when all replicas have it; fails when that is not known in time, whatever holds it
   *     up: the producer, or a serializer that waits for the registry
   */
  public <V> CompletableFuture<RecordMetadata> send(
      String topic,
      String key,
      @Nullable V value,
      Serializer<? super V> serializer,
      Headers headers) {
    return send(topic, key, value, serializer, headers, _ -> {});
  }

  /**
   * Sends without holding the caller.
   *
   * @param acknowledged called for the records of a partition in their order, before the answer,
   *     which fails when it does; must not hold its thread, which all records wait for
   */
  public <V> CompletableFuture<RecordMetadata> send(
      String topic,
      String key,
      @Nullable V value,
      Serializer<? super V> serializer,
      Headers headers,
      Consumer<RecordMetadata> acknowledged) {
    CompletableFuture<RecordMetadata> sent = bounded();
    Thread.ofVirtual()
        .start(() -> send(topic, key, value, serializer, headers, acknowledged, sent));
    return sent;
  }

  /** Sends after all that this thread has sent so before; holds it while the cluster is sought. */
  public <V> CompletableFuture<RecordMetadata> sendInOrder(
      String topic, String key, V value, Serializer<? super V> serializer, Headers headers) {
    CompletableFuture<RecordMetadata> sent = bounded();
    send(topic, key, value, serializer, headers, _ -> {}, sent);
    return sent;
  }

  private CompletableFuture<RecordMetadata> bounded() {
    return new CompletableFuture<RecordMetadata>()
        .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  private <V> void send(
      String topic,
      String key,
      @Nullable V value,
      Serializer<? super V> serializer,
      Headers headers,
      Consumer<RecordMetadata> acknowledged,
      CompletableFuture<RecordMetadata> sent) {
    try {
      byte[] bytes = value == null ? null : serializer.serialize(topic, value);
      var unused =
          producer.send(
              new ProducerRecord<>(topic, null, key, bytes, headers),
              (metadata, failure) -> {
                if (failure == null) {
                  tell(acknowledged, metadata, sent);
                } else {
                  sent.completeExceptionally(failure);
                }
              });
    } catch (Throwable e) {
      // Errors too: nobody else would tell who waits.
      sent.completeExceptionally(e);
    }
  }

  /** In the producer's own thread, which an Error would end for all who write after this one. */
  private static void tell(
      Consumer<RecordMetadata> acknowledged,
      RecordMetadata metadata,
      CompletableFuture<RecordMetadata> sent) {
    try {
      acknowledged.accept(metadata);
      sent.complete(metadata);
    } catch (Throwable e) {
      sent.completeExceptionally(e);
    }
  }

  /** Waits two seconds at most for what was sent. */
  @Override
  public void close() {
    closed = true;
    producer.close(CLOSE_TIMEOUT);
  }
}
