package dev.cascade.auditor.run;

import static dev.cascade.schemas.catalogue.Topics.ACCOUNT_BALANCES;
import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_LINES;
import static dev.cascade.schemas.catalogue.Topics.ORDER_PAYMENTS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_REQUESTS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_VALIDATIONS;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_COMPLETE;
import static dev.cascade.schemas.catalogue.Topics.STOCK_LEVELS;

import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.AccountEntry;
import dev.cascade.schemas.AccountStatus;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderRequested;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.StockLevel;
import dev.cascade.schemas.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the services would commit, transaction by transaction, in the order in which they do. */
final class Story {

  static final List<String> RULES = List.of("order-details", "fraud", "inventory");
  static final int PARTITIONS = 2;

  /**
   * A record to write.
   *
   * @param value null for a tombstone
   * @param origin of a dead letter, by the name of the write that it is about
   * @param raw bytes instead of a value, or none
   */
  record Write(
      String topic,
      int partition,
      String key,
      @Nullable SpecificRecord value,
      @Nullable Write origin,
      byte @Nullable [] raw) {}

  /** What is committed together: records, and the groups that have consumed earlier ones. */
  record Transaction(Instant at, List<Write> writes, Map<String, Write> consumed) {}

  private record Account(long balance, long version) {}

  private record Stock(long onHand, long reserved, long version) {}

  private final String prefix;
  private final List<Transaction> transactions = new ArrayList<>();
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, Stock> stocks = new HashMap<>();
  private final Map<String, Order> orders = new HashMap<>();
  private final Map<String, Write> requests = new HashMap<>();
  private final Instant start;
  private Instant now;

  /** A story whose ids all begin with the prefix. */
  Story(String prefix, Instant start) {
    this.prefix = prefix;
    this.start = start;
    this.now = start;
  }

  List<Transaction> transactions() {
    return transactions;
  }

  /** An order that goes all the way, one that fails, one that is cancelled, one that is shipped. */
  static Story ofEverything(String prefix, Instant start) {
    Story story = new Story(prefix, start);
    story.product("ipad", 10);
    story.product("case", 10);
    story.fund("fund", "c-1", 10_000);
    story.validated("confirmed", "ipad", "case");
    story.paid("confirmed");
    story.refused("failed", "case");
    story.validated("cancelled", "case", "case");
    story.move("cancelled", OrderState.CANCELLED);
    story.released("cancelled", LineChange.ENDED);
    story.validated("shipped", "ipad");
    story.paid("shipped");
    story.move("shipped", OrderState.SHIPPED);
    story.released("shipped", LineChange.SHIPPED);
    Write poison = story.poison("order-requests", 0);
    story.letter("orders-dead-letters", "orders-lifecycle", poison);
    return story;
  }

  String id(String name) {
    return prefix + name;
  }

  static int partitionOf(String key) {
    return Math.floorMod(key.hashCode(), PARTITIONS);
  }

  void commit(Map<String, Write> consumed, Write... writes) {
    now = now.plusMillis(5);
    transactions.add(new Transaction(now, List.of(writes), consumed));
  }

  Write write(String topic, String key, @Nullable SpecificRecord value) {
    return new Write(topic, partitionOf(key), key, value, null, null);
  }

  // Money

  void fund(String payment, String account, long amount) {
    pay(payment, "world", account, amount, null);
  }

  void pay(String payment, String from, String to, long amount, @Nullable String order) {
    debit(payment, from, amount);
    credit(payment, to, amount, order);
  }

  void debit(String payment, String from, long amount) {
    commit(Map.of(), entries(payment, from, -amount).toArray(Write[]::new));
  }

  void credit(String payment, String to, long amount, @Nullable String order) {
    List<Write> writes = new ArrayList<>(entries(payment, to, amount));
    writes.add(ended(payment, order, PaymentState.COMPLETE, amount));
    if (order != null) {
      writes.add(outcome(order, payment, OrderPaymentOutcome.PAID));
    }
    commit(Map.of(), writes.toArray(Write[]::new));
  }

  List<Write> entries(String payment, String account, long amount) {
    int partition = partitionOf(id(account));
    String transit = "transit-" + prefix + "EUR-" + partition;
    return List.of(
        entry(id(account), partition, payment, amount),
        entry(transit, partition, payment, -amount));
  }

  private Write entry(String account, int partition, String payment, long amount) {
    Account before = accounts.getOrDefault(account, new Account(0, 0));
    Account after = new Account(before.balance() + amount, before.version() + 1);
    accounts.put(account, after);
    boolean isBottomless = account.startsWith("transit-") || account.endsWith("world");
    AccountBalance value =
        balance(account, after.balance(), amount, payment, after.version(), isBottomless);
    return new Write(ACCOUNT_BALANCES, partition, account, value, null, null);
  }

  /** What an account is told as next without an entry; it is told nowhere. */
  void leaveOut(String account) {
    accounts.computeIfPresent(
        id(account), (_, known) -> new Account(known.balance(), known.version() + 1));
  }

  private AccountBalance balance(
      String account, long balance, long amount, String payment, long version, boolean bottomless) {
    return AccountBalance.newBuilder()
        .setAccountId(account)
        .setBalance(new Money(balance, "EUR"))
        .setHeldMinorUnits(0)
        .setOverdraftLimitMinorUnits(bottomless ? Long.MAX_VALUE : 0)
        .setStatus(AccountStatus.OPEN)
        .setEntry(
            AccountEntry.newBuilder()
                .setPaymentId(id(payment))
                .setAmountMinorUnits(amount)
                .setAt(now)
                .build())
        .setVersion(version)
        .setUpdatedAt(now)
        .build();
  }

  Write ended(String payment, @Nullable String order, PaymentState state, long amount) {
    return write(
        PAYMENTS_COMPLETE,
        id(payment),
        Payment.newBuilder()
            .setId(id(payment))
            .setKind(PaymentKind.TRANSFER)
            .setOrderId(order == null ? null : id(order))
            .setDebtorAccount(id("c-1"))
            .setCreditorAccount(id("merchant"))
            .setAmount(new Money(amount, "EUR"))
            .setState(state)
            .setSubmittedAt(start)
            .setUpdatedAt(now)
            .build());
  }

  /** An order under the id of an earlier one is refused. */
  void refusedAsReused(String order) {
    String payment = "order-" + order;
    Reason reason = new Reason("payment", "id-reused", "An earlier order had this id.");
    Write end = ended(payment, order, PaymentState.REJECTED, 100);
    Write outcome = outcome(order, payment, OrderPaymentOutcome.REFUSED);
    ((Payment) end.value()).setReason(reason);
    ((OrderPayment) outcome.value()).setReason(reason);
    commit(Map.of(), end, outcome);
  }

  Write outcome(String order, String payment, OrderPaymentOutcome outcome) {
    return write(
        ORDER_PAYMENTS,
        id(order),
        OrderPayment.newBuilder()
            .setOrderId(id(order))
            .setPaymentId(id(payment))
            .setOutcome(outcome)
            .setAmount(new Money(100L, "EUR"))
            .setDecidedAt(now)
            .build());
  }

  // Stock

  void product(String product, long onHand) {
    commit(Map.of(), level(product, onHand, 0));
  }

  Write level(String product, long onHandBy, long reservedBy) {
    Stock before = stocks.getOrDefault(product, new Stock(0, 0, 0));
    Stock after =
        new Stock(before.onHand() + onHandBy, before.reserved() + reservedBy, before.version() + 1);
    stocks.put(product, after);
    return write(
        STOCK_LEVELS,
        id(product),
        StockLevel.newBuilder()
            .setProductId(id(product))
            .setOnHand(after.onHand())
            .setReserved(after.reserved())
            .setVersion(after.version())
            .setUpdatedAt(now)
            .build());
  }

  // Orders

  /** An order of one piece of each product, up to VALIDATED. */
  void validated(String order, String... products) {
    Write[] lines = created(order, products);
    verdict(order, "order-details", Verdict.PASS);
    verdict(order, "fraud", Verdict.PASS);
    for (int number = 1; number <= products.length; number++) {
      commit(
          Map.of("inventory-reservations", lines[number - 1]),
          level(products[number - 1], 0, 1),
          verdict(order, "inventory", number, Verdict.PASS));
    }
    move(order, OrderState.VALIDATED);
  }

  /** An order that fraud refuses. */
  void refused(String order, String product) {
    Write[] lines = created(order, product);
    verdict(order, "order-details", Verdict.PASS);
    commit(
        Map.of("inventory-reservations", lines[0]),
        level(product, 0, 1),
        verdict(order, "inventory", 1, Verdict.PASS));
    verdict(order, "fraud", Verdict.FAIL);
    move(order, OrderState.FAILED);
    released(order, LineChange.ENDED);
  }

  void paid(String order) {
    pay("order-" + order, "c-1", "merchant", 100, order);
    move(order, OrderState.CONFIRMED);
  }

  Write requested(String order, String... products) {
    Write request =
        write(
            ORDER_REQUESTS,
            id(order),
            OrderRequest.newBuilder()
                .setOrderId(id(order))
                .setRequestId("r-" + id(order))
                .setRequestedAt(now)
                .setRequest(
                    OrderRequested.newBuilder()
                        .setCustomerId(id("c-1"))
                        .setCurrency("EUR")
                        .setLines(lines(products))
                        .setContentHash("hash")
                        .build())
                .build());
    requests.put(order, request);
    commit(Map.of(), request);
    return request;
  }

  Write[] created(String order, String... products) {
    Write request = requested(order, products);
    Order created = order(order, lines(products), OrderState.CREATED);
    orders.put(order, created);
    List<Write> writes = new ArrayList<>(List.of(write(ORDERS, id(order), created)));
    Write[] lines =
        IntStream.rangeClosed(1, products.length)
            .mapToObj(number -> line(order, number, LineChange.ORDERED))
            .toArray(Write[]::new);
    writes.addAll(List.of(lines));
    commit(Map.of("orders-lifecycle", request), writes.toArray(Write[]::new));
    return lines;
  }

  private List<OrderLine> lines(String... products) {
    return IntStream.rangeClosed(1, products.length)
        .mapToObj(number ->
            OrderLine.newBuilder()
                .setNumber(number)
                .setProductId(id(products[number - 1]))
                .setQuantity(1)
                .setUnitPrice(new Money(100L, "EUR"))
                .build())
        .toList();
  }

  private Order order(String order, List<OrderLine> lines, OrderState state) {
    return Order.newBuilder()
        .setId(id(order))
        .setCustomerId(id("c-1"))
        .setCurrency("EUR")
        .setLines(lines)
        .setTotal(new Money(100L * lines.size(), "EUR"))
        .setContentHash("hash")
        .setState(state)
        .setReasons(List.of())
        .setRequiredRules(RULES)
        .setVersion(1)
        // The offset is put in when the request has one.
        .setRequestPosition(new RequestPosition(partitionOf(id(order)), -1L))
        .setCreatedAt(now)
        .setUpdatedAt(now)
        .setDeadline(now.plusSeconds(60))
        .build();
  }

  Write line(String order, int number, LineChange change) {
    Order of = orders.get(order);
    OrderLine line = of.getLines().get(number - 1);
    return write(
        ORDER_LINES,
        line.getProductId(),
        new OrderLineChange(of.getId(), number, line.getProductId(), 1, change, of.getCreatedAt()));
  }

  void verdict(String order, String rule, Verdict verdict) {
    commit(Map.of(), verdict(order, rule, null, verdict));
  }

  Write verdict(String order, String rule, @Nullable Integer line, Verdict verdict) {
    return write(
        ORDER_VALIDATIONS,
        id(order),
        OrderValidation.newBuilder()
            .setOrderId(id(order))
            .setRule(rule)
            .setLine(line)
            .setVerdict(verdict)
            .setReasons(List.of())
            .setDecidedAt(now)
            .build());
  }

  /** Fraud leaves the order to a person. */
  void pending(String order) {
    OrderValidation pending =
        OrderValidation.newBuilder(
                (OrderValidation) verdict(order, "fraud", null, Verdict.ERROR).value())
            .setReviewUntil(now.plusSeconds(600))
            .build();
    commit(Map.of(), write(ORDER_VALIDATIONS, id(order), pending));
  }

  /** The order's next state; with an end, its lines are told. */
  void move(String order, OrderState state) {
    List<Write> writes = new ArrayList<>(List.of(next(order, state)));
    LineChange change =
        switch (state) {
          case FAILED, CANCELLED -> LineChange.ENDED;
          case SHIPPED -> LineChange.SHIPPED;
          case CREATED, VALIDATED, CONFIRMED -> null;
        };
    if (change != null) {
      orders
          .get(order)
          .getLines()
          .forEach(line -> writes.add(line(order, line.getNumber(), change)));
    }
    commit(Map.of(), writes.toArray(Write[]::new));
  }

  Write next(String order, OrderState state) {
    Order before = orders.get(order);
    boolean ends =
        List.of(OrderState.FAILED, OrderState.CANCELLED, OrderState.SHIPPED).contains(state);
    Order after =
        Order.newBuilder(before)
            .setPreviousState(before.getState())
            .setState(state)
            .setVersion(before.getVersion() + 1)
            .setReasons(
                state == OrderState.FAILED
                    ? List.of(new Reason("fraud", "over-limit", "Too much."))
                    : List.of())
            .setUpdatedAt(now)
            .setDeadline(ends ? null : now.plusSeconds(60))
            .build();
    orders.put(order, after);
    return write(ORDERS, id(order), after);
  }

  /** What the lines of an ended order held is let go of. */
  void released(String order, LineChange change) {
    Order of = orders.get(order);
    for (OrderLine line : of.getLines()) {
      Write told = line(order, line.getNumber(), change);
      String product = line.getProductId().substring(prefix.length());
      commit(
          Map.of("inventory-reservations", told),
          level(product, change == LineChange.SHIPPED ? -1 : 0, -1));
    }
  }

  // Poison

  Write poison(String topic, int partition) {
    Write poison = new Write(topic, partition, id("poison"), null, null, new byte[] {42, 1, 2});
    commit(Map.of(), poison);
    return poison;
  }

  void letter(String letters, String group, Write about) {
    commit(
        Map.of(group, about),
        new Write(letters, 0, about.key(), null, about, new byte[] {42, 1, 2}));
  }

  /** The group passes over the record. */
  void consumed(String group, Write write) {
    commit(Map.of(group, write));
  }
}
