package dev.cascade.sweep;

import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.StockAdjusted;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.simulation.world.Request;
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
        open("world", Long.MAX_VALUE),
        open("merchant", 0),
        open("c-0", 0),
        avro(
            Topics.CUSTOMERS,
            "c-0",
            _ -> new Customer("c-0", "Ann", "ann@example.org", CustomerLevel.PLATINUM)),
        avro(Topics.PRODUCTS, "p-0", _ -> new Product("p-0", "p-0", null)),
        avro(Topics.PRODUCTS, "p-1", _ -> new Product("p-1", "p-1", null)),
        stock("p-0", "delivery-0", 10),
        stock("p-1", "delivery-1", 10),
        payment("fund-0", "world", "c-0", RICH));
  }

  /** What happens then. */
  static List<Request> events() {
    Request order = order("o-0", line(1, "p-0", 2), line(2, "p-1", 1));
    Request transfer = payment("t-0", "c-0", "world", 100);
    return Stream.concat(
            Stream.of(
                order,
                order,
                order("o-1", line(1, "p-0", 4)),
                wish("o-0", at -> OrderRequests.shipment("o-0", "ship-0", at, Optional.empty())),
                transfer,
                transfer,
                stock("p-1", "adjust-0", -1)),
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

  private static Request stock(String product, String id, long delta) {
    return avro(
        Topics.STOCK_ADJUSTMENTS, product, at -> new StockAdjusted(id, product, delta, "", at));
  }

  private static Request open(String account, long overdraft) {
    AccountCommand.Wish wish = new AccountCommand.Open(CURRENCY, overdraft);
    return new Request(
        "open",
        Topics.ACCOUNT_COMMANDS,
        account,
        (services, at) ->
            services
                .accountCommands()
                .serialize(
                    Topics.ACCOUNT_COMMANDS,
                    new AccountCommand(account, "open-" + account, wish, at)));
  }

  private static Request payment(String id, String debtor, String creditor, long amount) {
    return new Request(
        "payment",
        Topics.PAYMENTS_INCOMING,
        id,
        (services, at) ->
            services
                .incomingPayments()
                .serialize(
                    Topics.PAYMENTS_INCOMING,
                    new Payment.Incoming(
                        new Instruction(
                            id,
                            PaymentKind.TRANSFER,
                            null,
                            null,
                            debtor,
                            creditor,
                            new dev.cascade.payments.domain.Money(amount, CURRENCY),
                            at))));
  }

  private static Request poison(String topic) {
    return new Request("poison", topic, "poison-0", (_, _) -> new byte[] {9, 9, 9});
  }

  private static Request avro(String topic, String key, Function<Instant, SpecificRecord> record) {
    return new Request(
        topic, topic, key, (services, at) -> services.wire().write(record.apply(at)));
  }
}
