package dev.cascade.bench.peers.streams;

import static org.apache.kafka.common.serialization.Serdes.String;

import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.OrderDesk;
import dev.cascade.bench.peers.PeerClients;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.PeerSettings;
import dev.cascade.bench.peers.Waiters;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** {@code orders} as a table that can be asked; a POST goes to the topic, whatever is in there. */
final class OrdersView implements OrderDesk {

  private static final String STORE = "orders-store";

  private final PeerSettings settings;
  private final Producer<String, byte[]> producer;
  private final Waiters waiters = new Waiters();
  private final StreamsService streams;

  OrdersView(PeerSettings settings) {
    this.settings = settings;
    this.producer = PeerClients.producer(settings);
    this.streams = new StreamsService("orders-view", settings, topology());
  }

  StreamsService streams() {
    return streams;
  }

  private Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder
        .table(
            settings.named(StreamsNames.ORDERS),
            Consumed.with(String(), StreamsSerdes.ORDER),
            Materialized.<String, PeerOrder, KeyValueStore<Bytes, byte[]>>as(STORE))
        .toStream()
        .foreach((_, order) -> waiters.tell(order));
    return builder.build();
  }

  @Override
  public boolean place(PeerOrder order) {
    try {
      var _ =
          producer
              .send(
                  new ProducerRecord<>(
                      settings.named(StreamsNames.ORDERS), order.id(), Json.bytes(order)))
              .get();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not take order " + order.id(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while order " + order.id() + " was sent", e);
    }
  }

  @Override
  public Optional<PeerOrder> await(String id, Predicate<PeerOrder> wanted, Duration timeout) {
    return waiters.await(id, wanted, () -> find(id), timeout);
  }

  private Optional<PeerOrder> find(String id) {
    KafkaStreams running = streams.client();
    try {
      return Optional.ofNullable(
          running
              .store(
                  StoreQueryParameters.fromNameAndType(
                      STORE, QueryableStoreTypes.<String, PeerOrder>keyValueStore()))
              .get(id));
    } catch (InvalidStateStoreException e) {
      return Optional.empty();
    }
  }
}
