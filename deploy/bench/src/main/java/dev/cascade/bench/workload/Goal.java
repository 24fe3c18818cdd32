package dev.cascade.bench.workload;

import dev.cascade.bench.orders.OrderWatch;
import dev.cascade.bench.orders.OrdersApi;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How far an order is followed. */
enum Goal {
  /** Until its validation is decided. */
  VALIDATED(OrderWatch.UNTIL_VALIDATED) {
    @Override
    CompletableFuture<Void> await(OrdersApi api, String id) {
      return api.validated(id);
    }
  },
  /** Until it is paid. */
  CONFIRMED(OrderWatch.UNTIL_CONFIRMED) {
    @Override
    CompletableFuture<Void> await(OrdersApi api, String id) {
      return api.confirmed(id);
    }
  };

  private final List<String> topics;

  Goal(List<String> topics) {
    this.topics = topics;
  }

  /** The topics on which the way there can be seen. */
  List<String> topics() {
    return topics;
  }

  abstract CompletableFuture<Void> await(OrdersApi api, String id);
}
