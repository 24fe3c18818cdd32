package dev.cascade.email.topology;

import dev.cascade.email.domain.CustomerLevel;

/** Is told what the routing does, for the meters. */
public interface RoutingObserver {

  /** Hears nothing. */
  RoutingObserver NONE =
      new RoutingObserver() {
        @Override
        public void routed(CustomerLevel level) {}

        @Override
        public void unwanted(CustomerLevel level) {}

        @Override
        public void customerUnknown() {}

        @Override
        public void unmatched() {}
      };

  /** A request was written. */
  void routed(CustomerLevel level);

  /** Nobody wants to know of this level. */
  void unwanted(CustomerLevel level);

  /** A paid order's customer did not become known within the window; no mail. */
  void customerUnknown();

  /** An order or a payment found no partner within the window. */
  void unmatched();
}
