package dev.cascade.inventory.rest;

import dev.cascade.inventory.domain.Product;
import dev.cascade.inventory.domain.StockLevel;
import dev.cascade.inventory.topology.InventoryViews;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.ExposedStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The stores that can be looked into under {@code /v1/state}. */
@ApplicationScoped
class ExposedViews {

  @Produces
  @Singleton
  ExposedStore products(InventoryViews views) {
    return new ExposedStore(
        InventoryViews.NAME,
        views.products().store(),
        Topics.PRODUCTS,
        ExposedStore.Kind.KEY_VALUE,
        product -> ProductView.of((Product) product));
  }

  @Produces
  @Singleton
  ExposedStore stockLevels(InventoryViews views) {
    return new ExposedStore(
        InventoryViews.NAME,
        views.stockLevels().store(),
        Topics.STOCK_LEVELS,
        ExposedStore.Kind.KEY_VALUE,
        level -> StockView.of((StockLevel) level));
  }
}
