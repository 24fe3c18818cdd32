package dev.cascade.bench.peers.streams;

import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerClients;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.PeerSettings;
import dev.cascade.bench.peers.Verdict;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

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
    try (Consumer<String, byte[]> consumer = PeerClients.consumer(settings, "order-details", true);
        Producer<String, byte[]> producer = PeerClients.producer(settings)) {
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
      var _ =
          producer.send(
              new ProducerRecord<>(
                  settings.named(StreamsNames.VALIDATIONS), order.id(), Json.bytes(verdict)));
    }
  }
}
