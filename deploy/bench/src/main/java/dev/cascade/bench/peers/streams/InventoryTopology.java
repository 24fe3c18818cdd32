package dev.cascade.bench.peers.streams;

import static dev.cascade.bench.peers.streams.StreamsNames.RESERVED;
import static org.apache.kafka.common.serialization.Serdes.Long;
import static org.apache.kafka.common.serialization.Serdes.String;

import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.PeerSettings;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * {@code orders} by product, joined with {@code warehouse-inventory}, reserved in a local store
 * that nothing is ever taken out of, to {@code order-validations}.
 */
final class InventoryTopology {

  private InventoryTopology() {}

  static Topology of(PeerSettings settings) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(RESERVED), String(), Long()));
    ordersByProduct(builder, settings)
        .join(
            warehouse(builder, settings),
            Demand::new,
            Joined.with(String(), StreamsSerdes.ORDER, Long()).withName("by-product"))
        .process(StockReservation::new, RESERVED)
        .to(
            settings.named(StreamsNames.VALIDATIONS),
            Produced.with(String(), StreamsSerdes.VERDICT));
    return builder.build();
  }

  private static KStream<String, PeerOrder> ordersByProduct(
      StreamsBuilder builder, PeerSettings settings) {
    return builder.stream(
            settings.named(StreamsNames.ORDERS), Consumed.with(String(), StreamsSerdes.ORDER))
        .filter((_, order) -> order.state() == OrderState.CREATED)
        .selectKey((_, order) -> order.product());
  }

  private static KTable<String, Long> warehouse(StreamsBuilder builder, PeerSettings settings) {
    return builder.table(settings.named(StreamsNames.WAREHOUSE), Consumed.with(String(), Long()));
  }

  /**
   * An order, and how much of its product there is.
   *
   * @param stock in the warehouse, reserved or not
   */
  record Demand(PeerOrder order, long stock) {}
}
