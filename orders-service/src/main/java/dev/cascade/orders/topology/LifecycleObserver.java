package dev.cascade.orders.topology;

import dev.cascade.orders.domain.Decision;
import dev.cascade.orders.domain.OrderSnapshot;

/** Is told what the lifecycle decides: the one place where metrics and logs hang. */
public interface LifecycleObserver {

  /** Hears nothing. */
  LifecycleObserver NONE =
      new LifecycleObserver() {
        @Override
        public void told(OrderSnapshot snapshot) {}

        @Override
        public void ignored(String orderId, Decision.Cause cause) {}
      };

  /** A record was written. */
  void told(OrderSnapshot snapshot);

  /** An event had no effect. */
  void ignored(String orderId, Decision.Cause cause);
}
