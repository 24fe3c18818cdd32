package dev.cascade.sweep;

import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.simulation.world.Request;
import dev.cascade.simulation.world.Requests;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What clients ask in the sweep: an order that is paid and shipped, one that nobody can pay, one
 * that is cancelled, a transfer and its repetition, and a record that nobody can read for each
 * application.
 */
final class Story {

  private static final String CURRENCY = "EUR";
  private static final long RICH = 5_000;
  private static final List<String> POISONED =
      List.of(
          Topics.ORDER_REQUESTS,
          Topics.ORDER_LINES,
          Topics.CUSTOMER_ORDERS,
          Topics.PAYMENTS_INCOMING,
          Topics.ACCOUNT_COMMANDS,
          Topics.ORDER_PAYMENTS,
          Topics.PLATINUM_EMAILS);

  private Story() {}

  /** What there is to begin with. */
  static List<Request> opening() {
    return List.of(
        Requests.account("world", Long.MAX_VALUE),
        Requests.account("merchant", 0),
        Requests.account("c-0", 0),
        avro(
            Topics.CUSTOMERS,
            "c-0",
            _ -> new Customer("c-0", "Ann", "ann@example.org", CustomerLevel.PLATINUM)),
        avro(Topics.PRODUCTS, "p-0", _ -> new Product("p-0", "p-0", null)),
        avro(Topics.PRODUCTS, "p-1", _ -> new Product("p-1", "p-1", null)),
        Requests.stock("p-0", "delivery-0", 10),
        Requests.stock("p-1", "delivery-1", 10),
        transfer("fund-0", "world", "c-0", RICH));
  }

  /** What happens then. */
  static List<Request> events() {
    Request order = order("o-0", line(1, "p-0", 2), line(2, "p-1", 1));
    Request transfer = transfer("t-0", "c-0", "world", 100);
    return Stream.concat(
            Stream.of(
                order,
                order,
                order("o-1", line(1, "p-0", 4)),
                wish("o-0", at -> OrderRequests.shipment("o-0", "ship-0", at, Optional.empty())),
                transfer,
                transfer,
                Requests.stock("p-1", "adjust-0", -1)),
            POISONED.stream().map(Story::poison))
        .toList();
  }

  private static OrderLine line(int number, String product, int quantity) {
    return new OrderLine(
        number, product, quantity, new dev.cascade.orders.domain.Money(1_000, CURRENCY));
  }

  private static Request order(String id, OrderLine... lines) {
    OrderContent content = OrderContent.of("c-0", CURRENCY, List.of(lines), "hash-" + id);
    return wish(id, at -> OrderRequests.order(id, "post-" + id, at, content));
  }

  private static Request wish(String order, Function<Instant, SpecificRecord> record) {
    return avro(Topics.ORDER_REQUESTS, order, record);
  }

  private static Request transfer(String id, String debtor, String creditor, long amount) {
    return Requests.payment(id, PaymentKind.TRANSFER, null, debtor, creditor, amount);
  }

  private static Request poison(String topic) {
    return new Request("poison", topic, "poison-0", (_, _) -> new byte[] {9, 9, 9});
  }

  private static Request avro(String topic, String key, Function<Instant, SpecificRecord> record) {
    return Requests.avro(topic, topic, key, record);
  }
}
