package dev.cascade.payments.domain.account;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.authorisation;
import static dev.cascade.payments.Instructions.followUp;
import static dev.cascade.payments.Instructions.incoming;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.domain.Decider.Decision;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountDeciderTest {

  private static final Duration HOLD_TIME = Duration.ofDays(1);

  private final AccountDecider decider =
      new AccountDecider(new AccountPolicy(false, 100, HOLD_TIME));
  private final AccountDecider oneAtATime =
      new AccountDecider(new AccountPolicy(true, 100, HOLD_TIME));

  @ParameterizedTest
  @CsvSource({
    "100, 0, 100, true",
    "100, 0, 101, false",
    "0, 50, 50, true",
    "0, 50, 51, false",
    "-50, 50, 1, false"
  })
  void aDebitStaysWithinBalanceAndOverdraft(
      long balance, long limit, long amount, boolean allowed) {
    Decision<Account, AccountEffect> decision = debit(account(balance, limit), amount);

    assertThat(decision.outputs())
        .anyMatch(it ->
            allowed
                ? it instanceof AccountEffect.Passed
                : it instanceof AccountEffect.Ended(Payment.Failed _));
    assertThat(decision.state().balance().minorUnits())
        .isEqualTo(allowed ? balance - amount : balance);
  }

  @Test
  void anUnlimitedAccountStopsAtTheRangeOfBalances() {
    Account world = account(-Account.MAX_BALANCE_MINOR_UNITS, Long.MAX_VALUE);

    assertThat(reason(debit(world, 1))).isEqualTo("balance-limit");
  }

  @Test
  void aBalanceThatWouldLeaveTheRangeIsNotCreditedButReversed() {
    Account rich = account(Account.MAX_BALANCE_MINOR_UNITS, 0);
    Payment.Credit credit = incoming(transfer("p", "x", "a", 1)).enter(NOW).debited(NOW);

    var decision = decider.decide(rich, new AccountEvent.Leg(credit), NOW);

    assertThat(decision.outputs())
        .hasSize(1)
        .allMatch(it -> it instanceof AccountEffect.Passed(Payment.Reversal _));
  }

  @Test
  void anEntryThatTakesTheAccountBelowTheThresholdIsMarked() {
    assertThat(lowBalance(debit(account(150, 0), 51))).isTrue();
    assertThat(lowBalance(debit(account(150, 0), 50))).isFalse();
    assertThat(lowBalance(debit(account(99, 0), 1))).isFalse();
  }

  @Test
  void aHoldReducesWhatIsAvailableAndACaptureTakesIt() {
    Instruction authorised = authorisation("h", "a", "b", 80);
    var held =
        decider.decide(account(100, 0), new AccountEvent.Leg(incoming(authorised).enter(NOW)), NOW);
    assertThat(held.state().availableMinorUnits()).isEqualTo(20);
    assertThat(reason(debit(held.state(), 21))).isEqualTo("no-funds");

    Instruction capture =
        followUp(PaymentKind.CAPTURE, "c", "h", 60).following(authorised, money(60));
    var captured =
        decider.decide(held.state(), new AccountEvent.Leg(incoming(capture).enter(NOW)), NOW);

    assertThat(captured.state().balance().minorUnits()).isEqualTo(40);
    assertThat(captured.state().availableMinorUnits()).isEqualTo(40);
    assertThat(captured.state().version()).isEqualTo(held.state().version() + 1);
    assertThat(captured.outputs())
        .contains(
            new AccountEffect.Ended(
                incoming(authorised).enter(NOW).authorised(NOW).capture("c", NOW)));
  }

  @Test
  void aClosedAccountThatGetsMoneyBackIsFrozen() {
    Account closed = account(0, 0).became(AccountStatus.CLOSED);
    Payment.Reversal back =
        incoming(transfer("p", "a", "b", 5))
            .enter(NOW)
            .debited(NOW)
            .reverse(dev.cascade.payments.domain.Reason.of("x", "x"), NOW);

    var decision = decider.decide(closed, new AccountEvent.Leg(back), NOW);

    assertThat(decision.state().status()).isEqualTo(AccountStatus.FROZEN);
    assertThat(decision.state().balance().minorUnits()).isEqualTo(5);
  }

  @Test
  void anAccountClosesOnlyAtZero() {
    assertThat(answer(close(account(1, 0))).accepted()).isFalse();
    assertThat(answer(close(account(0, 0))).accepted()).isTrue();
  }

  @Test
  void aRepeatedCommandHasNoFurtherEffect() {
    var first = close(account(0, 0));

    var second = decider.decide(first.state(), new AccountEvent.Asked(command("close")), NOW);

    assertThat(second.outputs()).isEmpty();
  }

  @Test
  void withOneDebitAtATimeTheSecondWaitsForTheFirst() {
    Payment.Debit first = incoming(transfer("p1", "a", "b", 10)).enter(NOW);
    Payment.Debit second = incoming(transfer("p2", "a", "b", 10)).enter(NOW);
    var started = oneAtATime.decide(account(100, 0), new AccountEvent.Leg(first), NOW);
    var queued = oneAtATime.decide(started.state(), new AccountEvent.Leg(second), NOW);
    assertThat(queued.outputs()).isEmpty();

    Payment.Settled over = first.debited(NOW).credited(NOW).settled();
    var released = oneAtATime.decide(queued.state(), new AccountEvent.Leg(over), NOW);

    assertThat(released.outputs())
        .anyMatch(it ->
            it instanceof AccountEffect.Passed(Payment.Credit credit)
                && credit.instruction().id().equals("p2"));
  }

  @Test
  void aDebitThatCameMalformedPastTheGateIsRejectedAndNotRemembered() {
    String endless = "x".repeat(300_000);
    Payment.Debit first = incoming(transfer("p1", "a", "b", 10)).enter(NOW);
    Account started = oneAtATime.decide(account(100, 0), new AccountEvent.Leg(first), NOW).state();
    Instruction malformed =
        new Instruction("p2", PaymentKind.TRANSFER, null, endless, "a", "b", money(10), NOW);

    var refused =
        oneAtATime.decide(started, new AccountEvent.Leg(incoming(malformed).enter(NOW)), NOW);

    assertThat(reason(refused)).isEqualTo("invalid-id");
    assertThat(refused.state()).isEqualTo(started);
  }

  @Test
  void theDebitThatFindsTheQueueFullFailsWithItsReason() {
    Payment.Debit first = incoming(transfer("first", "a", "b", 1)).enter(NOW);
    Account account =
        oneAtATime.decide(account(1_000, 0), new AccountEvent.Leg(first), NOW).state();
    for (int i = 0; i < Account.MAX_WAITING; i++) {
      Payment.Debit next = incoming(transfer("p" + i, "a", "b", 1)).enter(NOW);
      account = oneAtATime.decide(account, new AccountEvent.Leg(next), NOW).state();
    }
    Payment.Debit last = incoming(transfer("last", "a", "b", 1)).enter(NOW);

    var refused = oneAtATime.decide(account, new AccountEvent.Leg(last), NOW);

    assertThat(reason(refused)).isEqualTo("too-many-waiting");
    assertThat(refused.state()).isEqualTo(account);
    assertThat(account.waiting()).hasSize(Account.MAX_WAITING);
  }

  private Decision<Account, AccountEffect> debit(Account account, long amount) {
    return decider.decide(
        account, new AccountEvent.Leg(incoming(transfer("p", "a", "b", amount)).enter(NOW)), NOW);
  }

  private Decision<Account, AccountEffect> close(Account account) {
    return decider.decide(account, new AccountEvent.Asked(command("close")), NOW);
  }

  private static AccountCommand command(String id) {
    return new AccountCommand("a", id, new AccountCommand.Close(), NOW);
  }

  private static AccountEffect.Answer answer(Decision<Account, AccountEffect> decision) {
    return decision.outputs().stream()
        .map(AccountEffect.Changed.class::cast)
        .map(it -> (AccountEffect.Answer) it.cause())
        .findFirst()
        .orElseThrow();
  }

  private static boolean lowBalance(Decision<Account, AccountEffect> decision) {
    return decision.outputs().stream()
        .filter(AccountEffect.Changed.class::isInstance)
        .map(it -> ((AccountEffect.Changed) it).cause())
        .anyMatch(it -> it instanceof AccountEffect.Entry entry && entry.lowBalance());
  }

  private static String reason(Decision<Account, AccountEffect> decision) {
    return ((AccountEffect.Ended) decision.outputs().getFirst()).payment().reason().code();
  }

  private static Account account(long balance, long limit) {
    return new Account(
        "a", AccountStatus.OPEN, money(balance), limit, List.of(), null, List.of(), List.of(), 1);
  }

  private static Money money(long minorUnits) {
    return new Money(minorUnits, "EUR");
  }
}
