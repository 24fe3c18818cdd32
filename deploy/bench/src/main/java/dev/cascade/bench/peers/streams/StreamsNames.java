package dev.cascade.bench.peers.streams;

import java.util.List;

/** How topics, applications and the store of this peer are called after its prefix. */
final class StreamsNames {

  static final String ORDERS = "orders";
  static final String VALIDATIONS = "order-validations";
  static final String WAREHOUSE = "warehouse-inventory";
  static final List<String> TOPICS = List.of(ORDERS, VALIDATIONS, WAREHOUSE);

  static final String INVENTORY = "inventory";
  static final String RESERVED = "reserved-stock";

  /** What the store of reserved stock is restored from. */
  static final String RESERVED_CHANGELOG = INVENTORY + "-" + RESERVED + "-changelog";

  private StreamsNames() {}
}
