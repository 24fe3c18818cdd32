package dev.cascade.orderdetails.domain;

import java.util.Optional;

/** The prices that the catalogue fixes. */
@FunctionalInterface
public interface ListPrices {

  /** The only price at which the product sells; empty where the price is open, or unknown. */
  Optional<Money> of(String productId);
}
