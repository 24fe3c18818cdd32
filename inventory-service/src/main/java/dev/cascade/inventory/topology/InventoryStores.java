package dev.cascade.inventory.topology;

import dev.cascade.inventory.contract.StoreSerdes;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the decider. Their names are part of the names of their changelogs. */
final class InventoryStores {

  /** Stock, by product. */
  static final String STOCK = "stock";

  /** Lines that hold stock, and for a while those that ended; by product, order and line. */
  static final String LINES = "reservations";

  /** Adjustments that were decided, for a while; by product and adjustment. */
  static final String ADJUSTMENTS = "decided-adjustments";

  private InventoryStores() {}

  static Set<StoreBuilder<?>> all() {
    return Set.of(
        store(STOCK, Serdes.String(), StoreSerdes.stock()),
        store(LINES, StoreSerdes.lineKey(), StoreSerdes.lineState()),
        store(ADJUSTMENTS, StoreSerdes.adjustmentKey(), StoreSerdes.adjustment()));
  }

  private static StoreBuilder<?> store(String name, Serde<?> keys, Serde<?> values) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values)
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }
}
