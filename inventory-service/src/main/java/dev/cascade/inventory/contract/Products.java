package dev.cascade.inventory.contract;

import dev.cascade.inventory.domain.Money;
import dev.cascade.inventory.domain.Product;
import java.util.Currency;
import java.util.Optional;

/** Products in {@code products}. */
final class Products {

  private Products() {}

  static dev.cascade.schemas.Product toAvro(Product product) {
    return dev.cascade.schemas.Product.newBuilder()
        .setId(product.id())
        .setName(product.name())
        .setListPrice(product.listPrice().map(Products::toAvro).orElse(null))
        .build();
  }

  static Product toDomain(dev.cascade.schemas.Product product) {
    return new Product(
        Required.text("id", product.getId()),
        product.getName(),
        Optional.ofNullable(product.getListPrice()).map(Products::toDomain));
  }

  private static dev.cascade.schemas.Money toAvro(Money money) {
    return dev.cascade.schemas.Money.newBuilder()
        .setMinorUnits(money.minorUnits())
        .setCurrency(money.currency().getCurrencyCode())
        .build();
  }

  private static Money toDomain(dev.cascade.schemas.Money money) {
    return new Money(money.getMinorUnits(), Currency.getInstance(money.getCurrency()));
  }
}
