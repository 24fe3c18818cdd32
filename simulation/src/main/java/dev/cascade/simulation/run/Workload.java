package dev.cascade.simulation.run;

import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.FraudReviewDecision;
import dev.cascade.schemas.FraudReviewRuling;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.ValidationRule;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.simulation.world.Request;
import dev.cascade.simulation.world.Requests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What clients ask in one run: few customers with little money, few products with little stock, so
 * that requests meet.
 */
final class Workload {

  private static final String CURRENCY = "EUR";
  private static final int CUSTOMERS = 3;
  private static final int PRODUCTS = 3;
  private static final List<String> POISONED =
      List.of(
          Topics.ORDER_REQUESTS,
          Topics.PAYMENTS_INCOMING,
          Topics.STOCK_ADJUSTMENTS,
          Topics.PRODUCTS,
          Topics.CUSTOMERS,
          Topics.ORDER_VALIDATIONS,
          Topics.ACCOUNT_COMMANDS,
          Topics.FRAUD_REVIEW_DECISIONS,
          Topics.ORDER_LINES,
          Topics.VALIDATION_RULES);

  private final SplittableRandom random;
  private final List<Request> opening = new ArrayList<>();
  private final List<Request> supplies = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<Request> last = new ArrayList<>();

  Workload(SplittableRandom random) {
    this.random = random;
    open();
    int orders = random.nextInt(2, 11);
    for (int number = 0; number < orders; number++) {
      order(number);
    }
    some(4, this::transfer);
    some(2, this::authorisation);
    some(4, this::adjustment);
    some(2, this::accountCommand);
    some(2, this::rule);
    some(2, this::poison);
    repeatSome();
  }

  /** What there is to begin with, then what clients ask, in the order in which they ask it. */
  List<Request> all() {
    return Stream.of(opening, supplies, requests, last).flatMap(List::stream).toList();
  }

  /** How many requests open accounts and the like, before anything can be asked of those. */
  int openings() {
    return opening.size();
  }

  /** How many requests are there to begin with, with those that bring money and goods. */
  int supplies() {
    return opening.size() + supplies.size();
  }

  private void open() {
    opening.add(Requests.account("world", Long.MAX_VALUE));
    opening.add(Requests.account("merchant", 0));
    for (int number = 0; number < CUSTOMERS; number++) {
      String customer = "c-" + number;
      CustomerLevel level = random.nextBoolean() ? CustomerLevel.PLATINUM : CustomerLevel.GOLD;
      opening.add(
          Requests.avro(
              "customer " + customer + " " + level,
              Topics.CUSTOMERS,
              customer,
              _ -> new Customer(customer, customer, customer + "@example.org", level)));
      opening.add(Requests.account(customer, random.nextInt(3) == 0 ? 2_000 : 0));
      supplies.add(
          Requests.payment(
              "fund-" + number, PaymentKind.TRANSFER, null, "world", customer, cents(40, 300)));
    }
    for (int number = 0; number < PRODUCTS; number++) {
      String product = "p-" + number;
      Money price = random.nextInt(3) == 0 ? new Money(1_000L, CURRENCY) : null;
      opening.add(
          Requests.avro(
              "product " + product,
              Topics.PRODUCTS,
              product,
              _ -> new Product(product, product, price)));
      supplies.add(Requests.stock(product, "delivery-" + number, random.nextInt(3, 25)));
    }
  }

  private void order(int number) {
    String id = "o-" + number;
    List<OrderLine> lines = new ArrayList<>();
    int count = random.nextInt(1, 4);
    for (int line = 1; line <= count; line++) {
      lines.add(
          new OrderLine(
              line,
              "p-" + random.nextInt(random.nextInt(30) == 0 ? PRODUCTS + 1 : PRODUCTS),
              random.nextInt(1, 4),
              new dev.cascade.orders.domain.Money(
                  random.nextInt(10) == 0 ? 500 : 1_000, CURRENCY)));
    }
    OrderContent content =
        OrderContent.of("c-" + random.nextInt(CUSTOMERS), CURRENCY, lines, "hash-" + id);
    String what = "order %s of %s: %s".formatted(id, content.customerId(), listed(lines));
    int place = insert(wish(what, id, at -> OrderRequests.order(id, "post-" + id, at, content)), 0);
    if (random.nextInt(4) == 0) {
      insert(
          wish("cancel " + id, id, at -> OrderRequests.cancellation(id, "cancel-" + id, at, "")),
          place + random.nextInt(-1, 2));
    }
    for (int opinion = random.nextInt(4); opinion > 1; opinion--) {
      insert(decision(id, content.customerId(), opinion), place);
    }
    for (int parcel = random.nextInt(4); parcel > 0; parcel--) {
      Request shipment =
          wish(
              "ship " + id,
              id,
              at -> OrderRequests.shipment(id, "ship-" + id, at, Optional.empty()));
      if (random.nextInt(4) == 0) {
        insert(shipment, place);
      } else {
        last.add(shipment);
      }
    }
  }

  /** Of what nobody has to decide, too. */
  private Request decision(String order, String customer, int number) {
    FraudReviewRuling ruling =
        random.nextInt(3) == 0 ? FraudReviewRuling.DECLINE : FraudReviewRuling.APPROVE;
    String id = "decision-%s-%d".formatted(order, number);
    return Requests.avro(
        ruling + " " + order,
        Topics.FRAUD_REVIEW_DECISIONS,
        customer,
        at -> new FraudReviewDecision(id, order, customer, ruling, "ann", "as it seems", at));
  }

  private static String listed(List<OrderLine> lines) {
    List<String> words =
        lines.stream()
            .map(line ->
                line.quantity() + " " + line.productId() + " at " + line.unitPrice().minorUnits())
            .toList();
    return String.join(", ", words);
  }

  private Request wish(String what, String order, Function<Instant, SpecificRecord> record) {
    return Requests.avro(what, Topics.ORDER_REQUESTS, order, record);
  }

  private void transfer(int number) {
    String id = "t-" + number;
    String debtor = "c-" + random.nextInt(CUSTOMERS);
    String creditor = random.nextInt(8) == 0 ? "nobody" : "c-" + random.nextInt(CUSTOMERS);
    insert(Requests.payment(id, PaymentKind.TRANSFER, null, debtor, creditor, cents(1, 80)));
    if (random.nextInt(3) == 0) {
      insert(
          Requests.payment("r-" + number, PaymentKind.REFUND, id, creditor, debtor, cents(1, 80)));
    }
  }

  private void authorisation(int number) {
    String id = "a-" + number;
    String debtor = "c-" + random.nextInt(CUSTOMERS);
    long amount = cents(1, 80);
    insert(Requests.payment(id, PaymentKind.AUTHORISATION, null, debtor, "merchant", amount));
    PaymentKind next = random.nextBoolean() ? PaymentKind.CAPTURE : PaymentKind.VOID;
    insert(Requests.payment("after-" + number, next, id, debtor, "merchant", amount));
  }

  private void adjustment(int number) {
    insert(
        Requests.stock("p-" + random.nextInt(PRODUCTS), "adjust-" + number, random.nextInt(-3, 5)));
  }

  private void accountCommand(int number) {
    String account = "c-" + random.nextInt(CUSTOMERS);
    insert(Requests.command(account, "freeze-" + number, new AccountCommand.Freeze()));
    insert(Requests.command(account, "unfreeze-" + number, new AccountCommand.Unfreeze()));
  }

  private void rule(int number) {
    String name = random.nextBoolean() ? "fraud" : "nobody-decides-" + number;
    boolean active = random.nextInt(3) > 0;
    insert(
        Requests.avro(
            "rule " + name + (active ? "" : " off"),
            Topics.VALIDATION_RULES,
            name,
            _ -> new ValidationRule(name, true, active, false, 30_000L)));
  }

  private void poison(int number) {
    String topic = POISONED.get(random.nextInt(POISONED.size()));
    byte[] bytes = {9, 9, (byte) number};
    insert(new Request("poison on " + topic, topic, "poison-" + number, (_, _) -> bytes));
  }

  private void repeatSome() {
    for (Request request : List.copyOf(requests)) {
      if (random.nextInt(5) == 0 && !request.what().startsWith("poison")) {
        insert(
            new Request(
                request.what() + " (again)", request.topic(), request.key(), request.body()));
      }
    }
  }

  private void some(int most, java.util.function.IntConsumer what) {
    int count = random.nextInt(most + 1);
    for (int number = 0; number < count; number++) {
      what.accept(number);
    }
  }

  private void insert(Request request) {
    int _ = insert(request, 0);
  }

  /** Puts it somewhere after that place, and says where. */
  private int insert(Request request, int after) {
    int from = Math.clamp(after, 0, requests.size());
    int place = random.nextInt(from, requests.size() + 1);
    requests.add(place, request);
    return place;
  }

  private long cents(int from, int to) {
    return 100L * random.nextInt(from, to);
  }
}
