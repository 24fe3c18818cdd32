package dev.cascade.fraud.component;

import static dev.cascade.fraud.TestOrders.placed;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.CustomerSpending;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import java.time.Instant;

/** A customer of the level whose orders wait for a person, in tests, from 1,000.00 on. */
record BronzeCustomer(String id, TopicWriter writer) {

  /** One whose level is known; the customer and his first order may meet in either order. */
  static BronzeCustomer known(String id, TopicWriter writer) {
    writer.send(
        Topics.CUSTOMERS,
        id,
        Customer.newBuilder().setId(id).setName("Ada").setLevel(CustomerLevel.BRONZE).build());
    try (TopicReader<CustomerSpending> spending =
        TestPlatform.shared().reader(Topics.CUSTOMER_SPENDING, CustomerSpending.class)) {
      for (int order = 0; order < 5; order++) {
        writer.send(
            Topics.CUSTOMER_ORDERS, id, placed(id + "-first-" + order, id, 1, Instant.now()));
        spending.awaitRecords(order + 1, record -> id.equals(record.key()));
      }
      spending.awaitRecord(
          record -> id.equals(record.key()) && record.present().getLevel() == CustomerLevel.BRONZE);
    }
    return new BronzeCustomer(id, writer);
  }

  /** An order that waits for a person. */
  CustomerOrderChange places(String orderId, long cents) {
    CustomerOrderChange order = placed(orderId, id, cents, Instant.now());
    writer.send(Topics.CUSTOMER_ORDERS, id, order);
    awaitVerdict(orderId, Verdict.ERROR);
    return order;
  }

  /** Waits until that is said of the order. */
  OrderValidation awaitVerdict(String orderId, Verdict verdict) {
    try (TopicReader<OrderValidation> verdicts =
        TestPlatform.shared().reader(Topics.ORDER_VALIDATIONS, OrderValidation.class)) {
      return verdicts
          .awaitRecord(
              record -> orderId.equals(record.key()) && record.present().getVerdict() == verdict)
          .present();
    }
  }
}
