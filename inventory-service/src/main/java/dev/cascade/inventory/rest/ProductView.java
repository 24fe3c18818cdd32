package dev.cascade.inventory.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.inventory.domain.Money;
import dev.cascade.inventory.domain.Product;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product as JSON.
 *
 * @param id the product's id
 * @param name for people
 * @param listPrice decimal text; absent where the price is open
 * @param currency of the list price
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductView(
    String id, String name, @Nullable String listPrice, @Nullable String currency) {

  static ProductView of(Product product) {
    Optional<Money> price = product.listPrice();
    return new ProductView(
        product.id(),
        product.name(),
        price.map(money -> money.decimal().toPlainString()).orElse(null),
        price.map(money -> money.currency().getCurrencyCode()).orElse(null));
  }

  /** Tells two contents of a product apart. */
  String tag() {
    return Integer.toHexString(hashCode());
  }
}
