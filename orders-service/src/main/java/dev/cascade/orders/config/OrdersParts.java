package dev.cascade.orders.config;

import dev.cascade.orders.contract.CustomerOrders;
import dev.cascade.orders.contract.OrderLines;
import dev.cascade.orders.contract.OrderPayments;
import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.contract.OrderValidations;
import dev.cascade.orders.contract.Orders;
import dev.cascade.orders.contract.ValidationRules;
import dev.cascade.orders.domain.OrderDecider;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.Patience;
import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.orders.topology.LifecycleObserver;
import dev.cascade.orders.topology.OrderFeed;
import dev.cascade.orders.topology.OrderLists;
import dev.cascade.orders.topology.OrderSerdes;
import dev.cascade.orders.topology.OrdersLifecycle;
import dev.cascade.orders.topology.OrdersViews;
import dev.cascade.orders.topology.ReflectedRequests;
import dev.cascade.orders.topology.RuleTable;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.Waiters;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Builds the two Streams applications and what they share with REST. */
@ApplicationScoped
class OrdersParts {

  @Produces
  @Singleton
  OrderSerdes serdes(AvroSerdes avro) {
    return new OrderSerdes(
        OrderRequests.events(avro.of(OrderRequest.class)),
        OrderValidations.events(avro.of(OrderValidation.class)),
        OrderPayments.events(avro.of(OrderPayment.class)),
        Orders.snapshots(avro.of(Order.class)),
        OrderLines.changes(avro.of(OrderLineChange.class)),
        CustomerOrders.changes(avro.of(CustomerOrderChange.class)),
        ValidationRules.rules(avro.of(dev.cascade.schemas.ValidationRule.class)));
  }

  @Produces
  @Singleton
  RuleTable rules(OrdersSettings settings, OrderSerdes serdes) {
    List<ValidationRule> builtIn =
        settings.rules().entrySet().stream()
            .map(rule ->
                new ValidationRule(
                    rule.getKey(),
                    rule.getValue().required(),
                    true,
                    rule.getValue().perLine(),
                    rule.getValue().deadline()))
            .toList();
    return new RuleTable(builtIn, serdes.rules().deserializer(), Topics.VALIDATION_RULES);
  }

  @Produces
  @Singleton
  Waiters<OrderSnapshot> waiters(OrdersSettings settings, MeterRegistry meters) {
    Waiters<OrderSnapshot> waiters = new Waiters<>(settings.waiters());
    meters.gauge("cascade.orders.waiting.reads", waiters, Waiters::waiting);
    return waiters;
  }

  @Produces
  @Singleton
  CommittedView<OrderSnapshot> view(OrderSerdes serdes, Waiters<OrderSnapshot> waiters) {
    return new CommittedView<>(OrdersViews.ORDERS_VIEW, Topics.ORDERS, serdes.orders(), waiters);
  }

  @Produces
  @Singleton
  ReflectedRequests reflected() {
    return new ReflectedRequests();
  }

  @Produces
  @Singleton
  OrderLists orderLists(CommittedView<OrderSnapshot> orders) {
    return new OrderLists(orders);
  }

  @Produces
  @Singleton
  StreamsApplication lifecycle(
      OrdersSettings settings, OrderSerdes serdes, RuleTable rules, LifecycleObserver observer) {
    OrdersSettings.Patience patience = settings.patience();
    OrderDecider decider =
        new OrderDecider(
            new Patience(
                patience.review(),
                patience.payment(),
                patience.shipping(),
                patience.refund(),
                patience.retention()));
    OrdersLifecycle lifecycle =
        new OrdersLifecycle(serdes, decider, rules, patience.scan(), observer);
    return StreamsApplication.decider(
        OrdersLifecycle.NAME, Topics.ORDERS_DEAD_LETTERS, lifecycle::build);
  }

  @Produces
  @Singleton
  StreamsApplication views(
      OrderSerdes serdes,
      CommittedView<OrderSnapshot> view,
      ReflectedRequests reflected,
      OrderFeed feed) {
    OrdersViews views = new OrdersViews(serdes, view, reflected, feed);
    return StreamsApplication.views(OrdersViews.NAME, Topics.ORDERS_DEAD_LETTERS, views::build)
        .skipping(Topics.ORDER_VALIDATIONS);
  }
}
