package dev.cascade.orderdetails.catalogue;

import dev.cascade.orderdetails.domain.ListPrices;
import dev.cascade.orderdetails.domain.Money;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * The list prices of all products, in memory. Products with an open price take no room; one with a
 * list price takes about 150 bytes, so 100,000 of them take 15 MB.
 */
@Singleton
public class ProductCatalogue implements ListPrices {

  private final Map<String, Money> listed = new ConcurrentHashMap<>();
  private final CountDownLatch loaded = new CountDownLatch(1);

  ProductCatalogue(MeterRegistry meters) {
    meters.gaugeMapSize("cascade.order.details.listed.products", Tags.empty(), listed);
  }

  @Override
  public Optional<Money> of(String productId) {
    return Optional.ofNullable(listed.get(productId));
  }

  /** Whether everything that the topic held at the start is known. */
  public boolean isLoaded() {
    return loaded.getCount() == 0;
  }

  /** Waits until it is. */
  public void awaitLoaded() throws InterruptedException {
    loaded.await();
  }

  void fix(String productId, Optional<Money> listPrice) {
    listPrice.ifPresentOrElse(
        price -> listed.put(productId, price), () -> listed.remove(productId));
  }

  void markLoaded() {
    loaded.countDown();
  }
}
