package dev.cascade.orderdetails;

import dev.cascade.orderdetails.catalogue.ProductCatalogue;
import dev.cascade.orderdetails.domain.ListPrices;
import dev.cascade.orderdetails.domain.Money;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The real prices, but for one product, at which the JVM gives up as often as a test wants. */
@Alternative
@Priority(1)
@Singleton
public class StumblingPrices implements ListPrices {

  /** The product. */
  static final String STUMBLE = "stumble";

  private final ProductCatalogue catalogue;
  private final AtomicInteger left = new AtomicInteger();

  StumblingPrices(ProductCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Lets it happen so often from now on. */
  void stumble(int times) {
    left.set(times);
  }

  /** How often it is still to happen. */
  int left() {
    return left.get();
  }

  @Override
  public Optional<Money> of(String productId) {
    if (productId.equals(STUMBLE) && left.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
      throw new OutOfMemoryError("as a test wants it");
    }
    return catalogue.of(productId);
  }
}
