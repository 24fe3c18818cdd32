package dev.cascade.payments.topology;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.euros;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.MerchantAccounts;
import dev.cascade.payments.domain.OrderOutcome;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.domain.account.AccountDecider;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountPolicy;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.domain.account.TransitAccount;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.GoldenTopology;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.TopologyHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Order intake, accounts and confirmation, as the application payments-accounts runs them. */
class PipelineTopologyTest {

  private final PaymentSerdes serdes = PaymentSerdes.over(PlainAvroSerde::of);
  private final List<String> alerted = new ArrayList<>();
  private final TopologyHarness harness = TopologyHarness.of(topology(false));
  private final TestInputTopic<String, Order> orders =
      harness.input(Topics.ORDERS, PlainAvroSerde.of(Order.class));
  private final TestInputTopic<String, Payment.InFlight> legs =
      harness.input(Topics.PAYMENTS_INFLIGHT, serdes.inFlight());
  private final TestInputTopic<String, AccountCommand> commands =
      harness.input(Topics.ACCOUNT_COMMANDS, serdes.accountCommands());
  private final TestOutputTopic<String, Payment.Incoming> incoming =
      harness.output(Topics.PAYMENTS_INCOMING, serdes.incoming());
  private final TestOutputTopic<String, Payment.Ended> ended =
      harness.output(Topics.PAYMENTS_COMPLETE, serdes.ended());
  private final TestOutputTopic<String, Payment.Confirmed> confirmed =
      harness.output(Topics.PAYMENTS_CONFIRMED, serdes.confirmed());
  private final TestOutputTopic<String, OrderOutcome> outcomes =
      harness.output(Topics.ORDER_PAYMENTS, serdes.outcomes());
  private final TestOutputTopic<String, AccountSnapshot> balances =
      harness.output(Topics.ACCOUNT_BALANCES, serdes.balances());

  private final TestOutputTopic<String, AccountSnapshot> alerts =
      harness.output(Topics.ACCOUNT_ALERTS, serdes.balances());

  private Topology topology(boolean singleDebit) {
    AccountPolicy policy = new AccountPolicy(singleDebit, 100, Duration.ofMinutes(5));
    StreamsBuilder builder = new StreamsBuilder();
    new OrderIntakeTopology(serdes, new MerchantAccounts("EUR")).addTo(builder);
    new AccountsTopology(
            serdes, new AccountDecider(policy), 2, account -> alerted.add(account.id()))
        .addTo(builder);
    new ConfirmationTopology(serdes).addTo(builder);
    return builder.build();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theTopologyIsTheOneInTheGoldenFile() {
    GoldenTopology.assertMatches(topology(false), "payments-accounts");
  }

  @Test
  void aValidatedOrderIsSubmittedOnce() {
    orders.pipeInput("7", order(OrderState.VALIDATED, OrderState.CREATED).build());
    orders.pipeInput("7", order(OrderState.VALIDATED, OrderState.VALIDATED).build());

    List<KeyValue<String, Payment.Incoming>> submitted = incoming.readKeyValuesToList();
    assertThat(submitted).hasSize(1);
    assertThat(submitted.getFirst().key).isEqualTo("order-7");
    Instruction it = submitted.getFirst().value.instruction();
    assertThat(it.debtor()).isEqualTo("c-1");
    assertThat(it.creditor()).isEqualTo("merchant");
    assertThat(it.amount()).isEqualTo(euros(1200));
  }

  @Test
  void anOrderThatFailedAfterItWasPayableIsUndone() {
    orders.pipeInput("7", order(OrderState.FAILED, OrderState.VALIDATED).build());

    Instruction it = incoming.readValue().instruction();
    assertThat(it.id()).isEqualTo("refund-7");
    assertThat(it.originalId()).isEqualTo("order-7");
  }

  @Test
  void anOrderWhosePaymentWasRefusedHasNothingToUndo() {
    Reason refused = new Reason("payment", "no-funds", "Too little.");

    orders.pipeInput(
        "7", order(OrderState.FAILED, OrderState.VALIDATED).setReasons(List.of(refused)).build());

    assertThat(incoming.isEmpty()).isTrue();
  }

  @Test
  void anOrderThatFailedBeforeItWasPayableHasNothingToUndo() {
    orders.pipeInput("7", order(OrderState.FAILED, OrderState.CREATED).build());
    orders.pipeInput("7", (Order) null);

    assertThat(incoming.isEmpty()).isTrue();
  }

  @Test
  void aPaymentOfAnOrderMovesMoneyAndTellsTheOrder() {
    open("world", Long.MAX_VALUE);
    open("merchant", 0);
    Instruction paid =
        new Instruction(
            "order-7",
            transfer("x", "a", "b", 1).kind(),
            null,
            "7",
            "world",
            "merchant",
            euros(700),
            NOW);

    legs.pipeInput("world", new Payment.Incoming(paid).enter(NOW));

    assertThat(ended.readValuesToList()).hasOnlyElementsOfType(Payment.Complete.class).hasSize(1);
    assertThat(confirmed.readValuesToList()).hasSize(1);
    OrderOutcome outcome = outcomes.readValue();
    assertThat(outcome.verdict()).isEqualTo(OrderOutcome.Verdict.PAID);
    assertThat(balance("world")).isEqualTo(-700);
    assertThat(balance("merchant")).isEqualTo(700);
  }

  @Test
  void everyEntryIsFollowedByItsCounterEntryOnATransitAccount() {
    open("world", Long.MAX_VALUE);
    open("a", 0);
    balances.readValuesToList();

    move("p", "world", "a", 700);

    String transit = new TransitIds(0, 2).of("EUR", 0);
    assertThat(balances.readKeyValuesToList())
        .extracting(it -> it.key, it -> it.value.balance().minorUnits(), it -> it.value.version())
        .containsExactly(
            tuple("world", -700L, 2L),
            tuple(transit, 700L, 1L),
            tuple("a", 700L, 2L),
            tuple(transit, 0L, 2L));
  }

  @Test
  void aTransitAccountThatIsFullIsFollowedByAnother() {
    TransitIds ids = new TransitIds(0, 2);
    Account full =
        TransitAccount.counterEntry(
                null,
                ids.of("EUR", 0),
                "EUR",
                new AccountEffect.Entry("p", -Account.MAX_BALANCE_MINOR_UNITS, false),
                NOW)
            .orElseThrow()
            .account();
    open("world", Long.MAX_VALUE);
    harness.<String, Account>store(AccountsTopology.TRANSITS).put(full.id(), full);

    legs.pipeInput("world", new Payment.Incoming(transfer("p", "world", "nobody", 5)).enter(NOW));

    assertThat(balances.readKeyValuesToList())
        .filteredOn(it -> TransitAccount.isOne(it.key))
        .extracting(it -> it.key, it -> it.value.balance().minorUnits())
        .containsExactly(
            tuple(ids.of("EUR", 1), 5L), tuple(full.id(), Account.MAX_BALANCE_MINOR_UNITS - 5));
  }

  @Test
  void nobodyOpensOrChangesATransitAccount() {
    String transit = new TransitIds(0, 2).of("EUR", 0);
    open(transit, 0);
    assertThat(balances.isEmpty()).isTrue();
    open("world", Long.MAX_VALUE);
    open("a", 0);
    move("p", "world", "a", 700);
    balances.readValuesToList();

    commands.pipeInput(
        transit, new AccountCommand(transit, "freeze", new AccountCommand.Freeze(), NOW));

    assertThat(balances.isEmpty()).isTrue();
  }

  @Test
  void aCreditThatCannotBeAppliedReturns() {
    open("world", Long.MAX_VALUE);

    legs.pipeInput("world", new Payment.Incoming(transfer("p", "world", "nobody", 5)).enter(NOW));

    Payment.Ended end = ended.readValue();
    assertThat(end).isInstanceOf(Payment.Reversed.class);
    assertThat(end.reason().code()).isEqualTo("unknown-creditor");
    assertThat(balance("world")).isZero();
  }

  @Test
  void aHoldEndsWhenItsTimeIsOver() {
    open("world", Long.MAX_VALUE);
    open("shop", 0);
    var hold = dev.cascade.payments.Instructions.authorisation("a", "world", "shop", 5);
    legs.pipeInput("world", new Payment.Incoming(hold).enter(NOW));
    assertThat(ended.readValue()).isInstanceOf(Payment.Authorised.class);

    harness.advance(Duration.ofMinutes(6));

    assertThat(ended.readValue()).isInstanceOf(Payment.Voided.class);
    assertThat(balances.readValuesToList().getLast().heldMinorUnits()).isZero();
  }

  @Test
  void anAccountThatBecomesLowRaisesOneAlertUntilItIsFundedAgain() {
    open("world", Long.MAX_VALUE);
    open("a", 0);
    move("p1", "world", "a", 150);
    move("p2", "a", "world", 40);
    assertThat(alerts.isEmpty()).isTrue();

    move("p3", "a", "world", 20);
    move("p4", "a", "world", 20);

    KeyValue<String, AccountSnapshot> alert = alerts.readKeyValue();
    assertThat(alert.key).isEqualTo("a");
    assertThat(alert.value.availableMinorUnits()).isEqualTo(90);
    assertThat(alerts.isEmpty()).isTrue();
    assertThat(alerted).containsExactly("a");
    move("p5", "world", "a", 100);
    move("p6", "a", "world", 100);
    assertThat(alerts.readValuesToList()).hasSize(1);
  }

  @Test
  void withOneDebitInFlightTheOthersWaitInOrderAndAllEnd() {
    try (TopologyHarness one = TopologyHarness.of(topology(true))) {
      var commandsOfOne = one.input(Topics.ACCOUNT_COMMANDS, serdes.accountCommands());
      var legsOfOne = one.input(Topics.PAYMENTS_INFLIGHT, serdes.inFlight());
      var endsOfOne = one.output(Topics.PAYMENTS_COMPLETE, serdes.ended());
      for (String account : List.of("world", "b")) {
        commandsOfOne.pipeInput(account, opening(account, Long.MAX_VALUE));
      }

      for (int i = 0; i < 20; i++) {
        String creditor = i % 4 == 0 ? "nobody" : "b";
        Instruction it = transfer("p" + i, "world", creditor, 1 + i);
        legsOfOne.pipeInput("world", new Payment.Incoming(it).enter(NOW));
      }

      assertThat(endsOfOne.readValuesToList())
          .extracting(it -> it.instruction().id())
          .containsExactlyElementsOf(
              java.util.stream.IntStream.range(0, 20).mapToObj(i -> "p" + i).toList());
      var world = one.<String, Account>store(AccountsTopology.ACCOUNTS).get("world");
      assertThat(world.moving()).isNull();
      assertThat(world.waiting()).isEmpty();
    }
  }

  private void move(String id, String debtor, String creditor, long minorUnits) {
    Instruction it = transfer(id, debtor, creditor, minorUnits);
    legs.pipeInput(debtor, new Payment.Incoming(it).enter(NOW));
  }

  private long balance(String account) {
    return harness
        .<String, Account>store(AccountsTopology.ACCOUNTS)
        .get(account)
        .balance()
        .minorUnits();
  }

  private void open(String account, long limit) {
    commands.pipeInput(account, opening(account, limit));
  }

  private static AccountCommand opening(String account, long limit) {
    return new AccountCommand(
        account, "open-" + account, new AccountCommand.Open("EUR", limit), NOW);
  }

  private static Order.Builder order(OrderState state, OrderState before) {
    return Order.newBuilder()
        .setId("7")
        .setCustomerId("c-1")
        .setCurrency("EUR")
        .setLines(List.of())
        .setTotal(new Money(1200L, "EUR"))
        .setContentHash("hash")
        .setState(state)
        .setPreviousState(before)
        .setReasons(List.of())
        .setRequiredRules(List.of())
        .setVersion(2)
        .setRequestPosition(new RequestPosition(0, 0L))
        .setCreatedAt(NOW)
        .setUpdatedAt(NOW);
  }
}
