package dev.cascade.orders.rest;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.topology.OrdersViews;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.ExposedStore;
import dev.cascade.streams.query.ExposedStore.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The stores that people may look into under /v1/state. */
@ApplicationScoped
class ExposedViews {

  @Produces
  @Singleton
  ExposedStore orders() {
    return new ExposedStore(
        OrdersViews.NAME,
        OrdersViews.ORDERS_VIEW,
        Topics.ORDERS,
        Kind.KEY_VALUE,
        order -> OrderView.of((OrderSnapshot) order));
  }
}
