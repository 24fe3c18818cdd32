package dev.cascade.orders.topology;

import dev.cascade.orders.contract.CustomerOrders;
import dev.cascade.orders.contract.OrderLines;
import dev.cascade.orders.contract.OrderPayments;
import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.contract.OrderValidations;
import dev.cascade.orders.contract.Orders;
import dev.cascade.orders.contract.ValidationRules;
import dev.cascade.orders.domain.SomeOrders;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.ValidationRule;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.TopologyHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;

/** The lifecycle topology on the test driver, with words for what tests do to it. */
final class LifecycleDriver implements AutoCloseable {

  final TopologyHarness harness;
  final TestInputTopic<String, OrderRequest> requests;
  final TestInputTopic<String, OrderValidation> validations;
  final TestInputTopic<String, OrderPayment> payments;
  final TestInputTopic<String, ValidationRule> rules;
  final TestOutputTopic<String, Order> orders;
  final TestOutputTopic<String, OrderLineChange> lines;
  final TestOutputTopic<String, CustomerOrderChange> customerOrders;

  LifecycleDriver() {
    harness = TopologyHarness.withDeadLetters(topology(), Topics.ORDERS_DEAD_LETTERS);
    requests = harness.input(Topics.ORDER_REQUESTS, PlainAvroSerde.of(OrderRequest.class));
    validations = harness.input(Topics.ORDER_VALIDATIONS, PlainAvroSerde.of(OrderValidation.class));
    payments = harness.input(Topics.ORDER_PAYMENTS, PlainAvroSerde.of(OrderPayment.class));
    rules = harness.input(Topics.VALIDATION_RULES, PlainAvroSerde.of(ValidationRule.class));
    orders = harness.output(Topics.ORDERS, PlainAvroSerde.of(Order.class));
    lines = harness.output(Topics.ORDER_LINES, PlainAvroSerde.of(OrderLineChange.class));
    customerOrders =
        harness.output(Topics.CUSTOMER_ORDERS, PlainAvroSerde.of(CustomerOrderChange.class));
  }

  static OrderSerdes serdes() {
    return new OrderSerdes(
        OrderRequests.events(PlainAvroSerde.of(OrderRequest.class)),
        OrderValidations.events(PlainAvroSerde.of(OrderValidation.class)),
        OrderPayments.events(PlainAvroSerde.of(OrderPayment.class)),
        Orders.snapshots(PlainAvroSerde.of(Order.class)),
        OrderLines.changes(PlainAvroSerde.of(OrderLineChange.class)),
        CustomerOrders.changes(PlainAvroSerde.of(CustomerOrderChange.class)),
        ValidationRules.rules(PlainAvroSerde.of(ValidationRule.class)));
  }

  static Topology topology() {
    OrderSerdes serdes = serdes();
    RuleTable rules =
        new RuleTable(SomeOrders.RULES, serdes.rules().deserializer(), Topics.VALIDATION_RULES);
    return new OrdersLifecycle(
            serdes, SomeOrders.DECIDER, rules, Duration.ofMillis(100), LifecycleObserver.NONE)
        .build();
  }

  void request(String id, int lines) {
    requests.pipeInput(
        id, OrderRequests.order(id, "r-" + id, harness.now(), SomeOrders.content(lines)));
  }

  void verdict(String id, String rule, Integer line, Verdict verdict) {
    validations.pipeInput(
        id, new OrderValidation(id, rule, line, verdict, List.of(), harness.now(), null));
  }

  void pending(String id, String rule, Instant until) {
    validations.pipeInput(
        id, new OrderValidation(id, rule, null, Verdict.ERROR, List.of(), harness.now(), until));
  }

  void allPass(String id, int lines) {
    verdict(id, "order-details", null, Verdict.PASS);
    verdict(id, "fraud", null, Verdict.PASS);
    for (int line = 1; line <= lines; line++) {
      verdict(id, "inventory", line, Verdict.PASS);
    }
  }

  void payment(String id, OrderPaymentOutcome outcome) {
    payments.pipeInput(
        id,
        new OrderPayment(id, "order-" + id, outcome, new Money(100L, "EUR"), null, harness.now()));
  }

  void rule(String name, boolean required, boolean active) {
    rules.pipeInput(name, new ValidationRule(name, required, active, false, 10_000L));
  }

  List<byte[]> deadLetters(TopologyHarness from) {
    return from.output(Topics.ORDERS_DEAD_LETTERS, Serdes.ByteArray()).readValuesToList();
  }

  @Override
  public void close() {
    harness.close();
  }
}
