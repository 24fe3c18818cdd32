package dev.cascade.inventory.topology;

import dev.cascade.inventory.contract.TopicSerdes;
import dev.cascade.inventory.domain.Product;
import dev.cascade.inventory.domain.StockLevel;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.Waiters;
import org.apache.kafka.streams.Topology;

/**
 * What can be read over HTTP: the products and their stock, as committed.
 *
 * <pre>
 * products -----> (products-view)
 * stock-levels -> (stock-levels-view)
 * </pre>
 */
public final class InventoryViews {

  /** The application's name. */
  public static final String NAME = "inventory-views";

  private final CommittedView<Product> products;
  private final CommittedView<StockLevel> stockLevels;

  /** Views for which at most {@code mostWaiters} callers each may wait. */
  public InventoryViews(TopicSerdes serdes, int mostWaiters) {
    products =
        new CommittedView<>(
            "products-view", Topics.PRODUCTS, serdes.products(), new Waiters<>(mostWaiters));
    stockLevels =
        new CommittedView<>(
            "stock-levels-view",
            Topics.STOCK_LEVELS,
            serdes.stockLevels(),
            new Waiters<>(mostWaiters));
  }

  /** Builds the topology; the views serve the latest one that was built. */
  public Topology build() {
    Topology topology = new Topology();
    products.addTo(topology);
    stockLevels.addTo(topology);
    return topology;
  }

  /** The products. */
  public CommittedView<Product> products() {
    return products;
  }

  /** Their stock. */
  public CommittedView<StockLevel> stockLevels() {
    return stockLevels;
  }
}
