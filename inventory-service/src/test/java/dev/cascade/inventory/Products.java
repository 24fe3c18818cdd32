package dev.cascade.inventory;

import dev.cascade.schemas.Product;
import dev.cascade.schemas.StockAdjusted;
import java.time.Instant;

/** Records about products as the service's own HTTP side writes them. */
public final class Products {

  private Products() {}

  public static Product product(String id) {
    return Product.newBuilder().setId(id).setName(id).setListPrice(null).build();
  }

  public static StockAdjusted adjustment(String product, String id, long delta, Instant at) {
    return StockAdjusted.newBuilder()
        .setProductId(product)
        .setAdjustmentId(id)
        .setDelta(delta)
        .setReason("delivery")
        .setAdjustedAt(at)
        .build();
  }
}
