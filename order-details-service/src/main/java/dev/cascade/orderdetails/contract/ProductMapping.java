package dev.cascade.orderdetails.contract;

import dev.cascade.orderdetails.domain.Money;
import dev.cascade.schemas.Product;
import java.util.Optional;

/** Reads the list price out of a record of topic {@code products}. */
public final class ProductMapping {

  private ProductMapping() {}

  /** The product's only price; empty where it is open. */
  public static Optional<Money> listPrice(Product product) {
    return Optional.ofNullable(product.getListPrice()).map(OrderMapping::money);
  }
}
