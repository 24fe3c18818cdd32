package dev.cascade.system.invariants;

import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.AccountEntry;
import dev.cascade.schemas.AccountStatus;
import dev.cascade.schemas.AdjustmentResult;
import dev.cascade.schemas.AuditEvent;
import dev.cascade.schemas.CurrencySpending;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.CustomerSpending;
import dev.cascade.schemas.DeadLetterDecision;
import dev.cascade.schemas.DeadLetterVerdict;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.FraudAlert;
import dev.cascade.schemas.FraudReview;
import dev.cascade.schemas.FraudReviewState;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderChange;
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
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A history written by hand: a platinum customer's order of two lines goes all the way, and leaves
 * out or adds what a test asks it to.
 */
final class ToyHistory {

  static final String ORDER = "o-1";
  static final String PAYMENT = "order-o-1";
  private static final Instant START = Instant.parse("2030-01-01T10:00:00Z");
  private static final Money TOTAL = new Money(300L, "EUR");
  private static final List<OrderLine> LINES =
      List.of(line(1, "ipad", 1, 100), line(2, "case", 2, 100));

  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, Long> offsets = new HashMap<>();
  private Instant now = START;
  private long transit;
  private long transitVersion;

  History history() {
    return new History(facts);
  }

  /** Everything that a confirmed platinum order leaves behind. */
  static ToyHistory happy() {
    ToyHistory toy = new ToyHistory();
    toy.customer("c-1", CustomerLevel.PLATINUM);
    toy.adjusted("ipad", "a-1", 5);
    toy.adjusted("case", "a-2", 5);
    toy.booked("world", -1000, -1000, "fund-1", 1, 1_000_000);
    toy.booked("c-1", 1000, 1000, "fund-1", 1, 0);
    toy.ended("fund-1", null, PaymentState.COMPLETE);
    toy.requested(ORDER);
    toy.order(1, OrderState.CREATED, null, 0);
    toy.line(1, LineChange.ORDERED);
    toy.line(2, LineChange.ORDERED);
    toy.customerOrder(OrderChange.PLACED);
    toy.stock("ipad", 5, 1, 2);
    toy.stock("case", 5, 2, 2);
    toy.verdict("order-details", null, Verdict.PASS);
    toy.verdict("fraud", null, Verdict.PASS);
    toy.spent("c-1", 300, 200_000);
    toy.verdict("inventory", 1, Verdict.PASS);
    toy.verdict("inventory", 2, Verdict.PASS);
    toy.order(2, OrderState.VALIDATED, OrderState.CREATED, 0);
    toy.incoming(PAYMENT);
    toy.booked("c-1", 700, -300, PAYMENT, 2);
    toy.booked("merchant", 300, 300, PAYMENT, 1);
    toy.ended(PAYMENT, ORDER, PaymentState.COMPLETE);
    toy.outcome(OrderPaymentOutcome.PAID);
    toy.order(3, OrderState.CONFIRMED, OrderState.VALIDATED, 0);
    toy.mail();
    toy.sent();
    return toy;
  }

  /** The record's topic, key and value as they are committed next. */
  void add(String topic, String key, @Nullable IndexedRecord value) {
    now = now.plusMillis(5);
    long offset = offsets.merge(topic, 1L, Long::sum) - 1;
    facts.add(new Fact(topic, 0, offset, key, value, false, Map.of()));
  }

  /** Bytes that nobody can read. */
  void poison(String topic) {
    long offset = offsets.merge(topic, 1L, Long::sum) - 1;
    facts.add(new Fact(topic, 0, offset, "", null, true, Map.of()));
  }

  /** A dead letter about that record. */
  void letter(String deadLetters, String topic, long offset) {
    long own = offsets.merge(deadLetters, 1L, Long::sum) - 1;
    Map<String, String> headers =
        Map.of(
            "__streams.errors.topic",
            topic,
            "__streams.errors.partition",
            "0",
            "__streams.errors.offset",
            Long.toString(offset));
    facts.add(new Fact(deadLetters, 0, own, "", null, false, headers));
  }

  /** A letter's record on its topic once more, unreadable still. */
  void replayed(String letter, String topic) {
    long offset = offsets.merge(topic, 1L, Long::sum) - 1;
    Map<String, String> headers = Map.of("cascade.replayed.letter", letter);
    facts.add(new Fact(topic, 0, offset, "", null, true, headers));
  }

  /** What became of a letter about the record with that offset. */
  void decided(String letter, DeadLetterVerdict verdict, String topic, long offset) {
    add(
        Topics.DEAD_LETTER_DECISIONS,
        letter,
        DeadLetterDecision.newBuilder()
            .setLetter(letter)
            .setOriginTopic(topic)
            .setOriginPartition(0)
            .setOriginOffset(offset)
            .setVerdict(verdict)
            .setCorrected(false)
            .setService("fraud-service")
            .setDecidedBy("ann")
            .setWhy("mended")
            .setDecidedAt(now)
            .build());
  }

  void audited(String action, String letter) {
    add(
        Topics.AUDIT_EVENTS,
        "fraud-service",
        AuditEvent.newBuilder()
            .setEventId(letter)
            .setService("fraud-service")
            .setActor("ann")
            .setAction(action)
            .setSubject(letter)
            .setWhy("mended")
            .setOutcome("done")
            .setAt(now)
            .build());
  }

  /** Takes the topic's record with that place in the topic away. */
  ToyHistory without(String topic, int index) {
    Fact gone = facts.stream().filter(fact -> fact.topic().equals(topic)).toList().get(index);
    facts.remove(gone);
    return this;
  }

  void customer(String id, CustomerLevel level) {
    add(
        Topics.CUSTOMERS,
        id,
        Customer.newBuilder()
            .setId(id)
            .setName("Ada")
            .setEmail("ada@example.org")
            .setLevel(level)
            .build());
  }

  void adjusted(String product, String id, long delta) {
    AdjustmentResult result =
        AdjustmentResult.newBuilder()
            .setAdjustmentId(id)
            .setAccepted(true)
            .setReason("")
            .setDelta(delta)
            .build();
    level(product, delta, 0, result, 1);
  }

  void stock(String product, long onHand, long reserved, long version) {
    level(product, onHand, reserved, null, version);
  }

  private void level(
      String product,
      long onHand,
      long reserved,
      @Nullable AdjustmentResult adjustment,
      long version) {
    add(
        Topics.STOCK_LEVELS,
        product,
        StockLevel.newBuilder()
            .setProductId(product)
            .setOnHand(onHand)
            .setReserved(reserved)
            .setLastAdjustment(adjustment)
            .setVersion(version)
            .setUpdatedAt(now)
            .build());
  }

  void requested(String id) {
    OrderRequested post =
        OrderRequested.newBuilder()
            .setCustomerId("c-1")
            .setCurrency("EUR")
            .setLines(LINES)
            .setContentHash("hash")
            .build();
    add(
        Topics.ORDER_REQUESTS,
        id,
        OrderRequest.newBuilder()
            .setOrderId(id)
            .setRequestId("r-" + id)
            .setRequestedAt(now)
            .setRequest(post)
            .build());
  }

  void order(long version, OrderState state, @Nullable OrderState before, long position) {
    boolean failed = state == OrderState.FAILED;
    boolean ended = failed || state == OrderState.CANCELLED || state == OrderState.SHIPPED;
    add(
        Topics.ORDERS,
        ORDER,
        Order.newBuilder()
            .setId(ORDER)
            .setCustomerId("c-1")
            .setCurrency("EUR")
            .setLines(LINES)
            .setTotal(TOTAL)
            .setContentHash("hash")
            .setState(state)
            .setPreviousState(before)
            .setReasons(
                failed ? List.of(new Reason("fraud", "over-limit", "Too much.")) : List.of())
            .setRequiredRules(List.of("order-details", "fraud", "inventory"))
            .setVersion(version)
            .setRequestPosition(new RequestPosition(0, position))
            .setCreatedAt(START)
            .setUpdatedAt(now)
            .setDeadline(ended ? null : now.plusSeconds(60))
            .build());
  }

  /** What happens to a line of the order, told to its product. */
  void line(int number, LineChange change) {
    OrderLine line = LINES.get(number - 1);
    line(line.getProductId(), number, line.getProductId(), line.getQuantity(), change);
  }

  void line(String key, int number, String product, int quantity, LineChange change) {
    add(
        Topics.ORDER_LINES,
        key,
        new OrderLineChange(ORDER, number, product, quantity, change, START));
  }

  /** What happens to the order, told to its customer. */
  void customerOrder(OrderChange change) {
    customerOrder("c-1", "c-1", TOTAL, change);
  }

  void customerOrder(String key, String customer, Money total, OrderChange change) {
    List<String> rules = List.of("order-details", "fraud", "inventory");
    add(
        Topics.CUSTOMER_ORDERS,
        key,
        new CustomerOrderChange(ORDER, customer, total, rules, change, START));
  }

  void verdict(String rule, @Nullable Integer line, Verdict verdict) {
    add(
        Topics.ORDER_VALIDATIONS,
        ORDER,
        OrderValidation.newBuilder()
            .setOrderId(ORDER)
            .setRule(rule)
            .setLine(line)
            .setVerdict(verdict)
            .setReasons(List.of())
            .setDecidedAt(now)
            .build());
  }

  /** Fraud leaves the order to a person. */
  void pending() {
    add(
        Topics.ORDER_VALIDATIONS,
        ORDER,
        OrderValidation.newBuilder()
            .setOrderId(ORDER)
            .setRule("fraud")
            .setVerdict(Verdict.ERROR)
            .setReasons(List.of())
            .setDecidedAt(now)
            .setReviewUntil(now.plusSeconds(600))
            .build());
    review(FraudReviewState.OPEN);
  }

  void declined() {
    add(
        Topics.ORDER_VALIDATIONS,
        ORDER,
        OrderValidation.newBuilder()
            .setOrderId(ORDER)
            .setRule("fraud")
            .setVerdict(Verdict.FAIL)
            .setReasons(List.of(new Reason("fraud", "declined", "No.")))
            .setDecidedAt(now)
            .build());
  }

  void review(FraudReviewState state) {
    add(
        Topics.FRAUD_REVIEWS,
        ORDER,
        FraudReview.newBuilder()
            .setOrderId(ORDER)
            .setCustomerId("c-1")
            .setOrderTotal(TOTAL)
            .setWindowTotal(TOTAL)
            .setLimit(TOTAL)
            .setState(state)
            .setOrderedAt(now)
            .setOpenedAt(now)
            .setUntil(now.plusSeconds(600))
            .build());
  }

  void spent(String customer, long total, long limit) {
    add(
        Topics.CUSTOMER_SPENDING,
        customer,
        CustomerSpending.newBuilder()
            .setCustomerId(customer)
            .setCurrencies(
                List.of(
                    new CurrencySpending(new Money(total, "EUR"), new Money(limit, "EUR"), START)))
            .build());
  }

  void alert(String orderId) {
    add(
        Topics.FRAUD_ALERTS,
        "c-1",
        FraudAlert.newBuilder()
            .setCustomerId("c-1")
            .setOrderId(orderId)
            .setWindowTotal(TOTAL)
            .setLimit(new Money(1L, "EUR"))
            .setRaisedAt(now)
            .build());
  }

  void incoming(String id) {
    add(Topics.PAYMENTS_INCOMING, id, payment(id, ORDER, PaymentState.INCOMING));
  }

  void ended(String id, @Nullable String orderId, PaymentState state) {
    add(Topics.PAYMENTS_COMPLETE, id, payment(id, orderId, state));
    if (state == PaymentState.COMPLETE) {
      add(Topics.PAYMENTS_CONFIRMED, id, payment(id, orderId, PaymentState.CONFIRMED));
    }
  }

  void booked(String account, long balance, long amount, String payment, long version) {
    booked(account, balance, amount, payment, version, 0);
  }

  /** An entry and its counter-entry. */
  void booked(
      String account, long balance, long amount, String payment, long version, long overdraft) {
    entry(account, balance, amount, payment, version, overdraft);
    transit -= amount;
    entry("transit-EUR-0", transit, -amount, payment, ++transitVersion, Long.MAX_VALUE);
  }

  /** An entry without its counter-entry. */
  void entry(
      String account, long balance, long amount, String payment, long version, long overdraft) {
    add(
        Topics.ACCOUNT_BALANCES,
        account,
        AccountBalance.newBuilder()
            .setAccountId(account)
            .setBalance(new Money(balance, "EUR"))
            .setHeldMinorUnits(0)
            .setOverdraftLimitMinorUnits(overdraft)
            .setStatus(AccountStatus.OPEN)
            .setEntry(
                AccountEntry.newBuilder()
                    .setPaymentId(payment)
                    .setAmountMinorUnits(amount)
                    .setAt(now)
                    .build())
            .setVersion(version)
            .setUpdatedAt(now)
            .build());
  }

  void outcome(OrderPaymentOutcome outcome) {
    add(
        Topics.ORDER_PAYMENTS,
        ORDER,
        OrderPayment.newBuilder()
            .setOrderId(ORDER)
            .setPaymentId(PAYMENT)
            .setOutcome(outcome)
            .setAmount(TOTAL)
            .setDecidedAt(now)
            .build());
  }

  void mail() {
    add(
        Topics.PLATINUM_EMAILS,
        ORDER,
        EmailRequested.newBuilder()
            .setOrderId(ORDER)
            .setCustomerId("c-1")
            .setCustomerName("Ada")
            .setLevel(CustomerLevel.PLATINUM)
            .setLines(LINES)
            .setTotal(TOTAL)
            .setPaymentId(PAYMENT)
            .setRequestedAt(now)
            .build());
  }

  void sent() {
    add(
        Topics.EMAILS_SENT,
        ORDER,
        EmailSent.newBuilder()
            .setOrderId(ORDER)
            .setMessageId("m-1")
            .setOutcome(EmailOutcome.SENT)
            .setAttempts(1)
            .setLevel(CustomerLevel.PLATINUM)
            .setDetail("")
            .setAt(now)
            .build());
  }

  private Payment payment(String id, @Nullable String orderId, PaymentState state) {
    return Payment.newBuilder()
        .setId(id)
        .setKind(PaymentKind.TRANSFER)
        .setOrderId(orderId)
        .setDebtorAccount("c-1")
        .setCreditorAccount("merchant")
        .setAmount(TOTAL)
        .setState(state)
        .setSubmittedAt(START)
        .setUpdatedAt(now)
        .build();
  }

  private static OrderLine line(int number, String product, int quantity, long price) {
    return OrderLine.newBuilder()
        .setNumber(number)
        .setProductId(product)
        .setQuantity(quantity)
        .setUnitPrice(new Money(price, "EUR"))
        .build();
  }
}
