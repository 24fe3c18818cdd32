package dev.cascade.bench.peers.streams;

import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.PeerSettings;
import dev.cascade.bench.peers.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** {@code orders} to {@code order-validations} by plain clients, which commit by the clock. */
final class DetailsLoop {

  private static final Duration POLL = Duration.ofMillis(100);

  private final PeerSettings settings;
  private volatile boolean assigned;

  DetailsLoop(PeerSettings settings) {
    this.settings = settings;
  }

  boolean isReady() {
    return assigned;
  }

  void run() {
    try (Consumer<String, byte[]> consumer = consumer();
        Producer<String, byte[]> producer = producer()) {
      consumer.subscribe(List.of(settings.named(StreamsNames.ORDERS)));
      while (true) {
        consumer.poll(POLL).forEach(record -> check(record, producer));
        assigned = !consumer.assignment().isEmpty();
      }
    }
  }

  private void check(ConsumerRecord<String, byte[]> record, Producer<String, byte[]> producer) {
    PeerOrder order = Json.read(record.value(), PeerOrder.class);
    if (order.state() == OrderState.CREATED) {
      Verdict verdict = new Verdict(order.id(), Verdict.DETAILS, order.isWellFormed());
      var unused =
          producer.send(
              new ProducerRecord<>(
                  settings.named(StreamsNames.VALIDATIONS), order.id(), Json.bytes(verdict)));
    }
  }

  private Consumer<String, byte[]> consumer() {
    Map<String, Object> all = new HashMap<>(settings.kafka());
    all.put("group.id", settings.named("order-details"));
    all.put("auto.offset.reset", "earliest");
    all.put("enable.auto.commit", true);
    return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private Producer<String, byte[]> producer() {
    return orderly(settings);
  }

  /** Idempotent, acknowledged by all replicas, at once. */
  static Producer<String, byte[]> orderly(PeerSettings settings) {
    Map<String, Object> all = new HashMap<>(settings.kafka());
    all.put("enable.idempotence", true);
    all.put("acks", "all");
    all.put("linger.ms", 0);
    return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
  }
}
