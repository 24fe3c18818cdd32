package dev.cascade.fraud.topology;

import dev.cascade.fraud.contract.StoreSerdes;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the decider. Their names are part of the names of their changelogs. */
final class FraudStores {

  /** Orders that were judged, by creation time, until they are too old to matter. */
  static final String ORDERS = "judged-orders";

  /** Value of live orders, by customer, currency and millisecond. */
  static final String LIVE = "live-values";

  /** Running sums, by customer. */
  static final String SPENDING = "spending";

  /** Levels of customers, as the CRM tells. */
  static final String LEVELS = "customer-levels";

  /** Reviews, by order, until they are forgotten. */
  static final String REVIEWS = "reviews";

  private FraudStores() {}

  static Set<StoreBuilder<?>> all() {
    return Set.of(
        store(REVIEWS, Serdes.String(), StoreSerdes.reviews()),
        store(ORDERS, StoreSerdes.orderKeys(), StoreSerdes.judgedOrders()),
        store(LIVE, StoreSerdes.liveKeys(), Serdes.Long()),
        store(SPENDING, Serdes.String(), StoreSerdes.spending()),
        store(LEVELS, Serdes.String(), StoreSerdes.levels()));
  }

  private static StoreBuilder<?> store(String name, Serde<?> keys, Serde<?> values) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values)
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }
}
