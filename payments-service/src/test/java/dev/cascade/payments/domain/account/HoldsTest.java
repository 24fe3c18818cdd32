package dev.cascade.payments.domain.account;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.authorisation;
import static dev.cascade.payments.Instructions.euros;
import static dev.cascade.payments.Instructions.followUp;
import static dev.cascade.payments.Instructions.incoming;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.domain.Decider.Decision;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account with holds and with a debit under way: what ends, what stays, whose turn it is. */
class HoldsTest {

  private static final Duration HOLD_TIME = Duration.ofDays(1);

  private AccountDecider decider = new AccountDecider(new AccountPolicy(false, 0, HOLD_TIME));
  private @Nullable Account account;

  @BeforeEach
  void open() {
    ask("open", new AccountCommand.Open("EUR", 0), NOW);
    leg(incoming(transfer("fund", "world", "a", 100)).enter(NOW).debited(NOW), NOW);
  }

  @Test
  void onlyTheHoldEndsWhoseTimeIsOver() {
    hold("h1", 10, NOW);
    hold("h2", 20, NOW.plusSeconds(1));

    assertThat(ended(passes(NOW.plus(HOLD_TIME).minusMillis(1)))).isEmpty();
    assertThat(ended(passes(NOW.plus(HOLD_TIME)))).containsExactly("h1");

    assertThat(account.heldMinorUnits()).isEqualTo(20);
    assertThat(account.balance()).isEqualTo(euros(100));
  }

  @Test
  void aCaptureThatIsMoreThanTheAccountHasLeavesTheHold() {
    hold("h", 60, NOW);
    Instruction more =
        followUp(PaymentKind.CAPTURE, "c", "h", 101)
            .following(authorisation("h", "a", "b", 60), euros(101));

    var decision = leg(incoming(more).enter(NOW), NOW);

    assertThat(decision.outputs())
        .singleElement()
        .isInstanceOfSatisfying(
            AccountEffect.Ended.class,
            it -> assertThat(it.payment()).isInstanceOf(Payment.Failed.class));
    assertThat(account.heldMinorUnits()).isEqualTo(60);
  }

  @Test
  void anEmptyAccountWithAHoldIsNotClosed() {
    ask("limit", new AccountCommand.SetOverdraft(60), NOW);
    hold("h", 60, NOW);
    leg(incoming(transfer("p", "a", "b", 100)).enter(NOW), NOW);
    assertThat(account.balance()).isEqualTo(euros(0));

    ask("close", new AccountCommand.Close(), NOW);

    assertThat(account.status()).isEqualTo(AccountStatus.OPEN);
  }

  @Test
  void anEmptyAccountWithADebitUnderWayIsNotClosed() {
    oneDebitAtATime();
    leg(incoming(transfer("p", "a", "b", 100)).enter(NOW), NOW);
    assertThat(account.balance()).isEqualTo(euros(0));

    ask("close", new AccountCommand.Close(), NOW);

    assertThat(account.status()).isEqualTo(AccountStatus.OPEN);
  }

  @Test
  void debitsHaveTheirTurnInTheOrderInWhichTheyCame() {
    oneDebitAtATime();
    Payment.Debit first = incoming(transfer("p1", "a", "b", 1)).enter(NOW);
    leg(first, NOW);
    leg(incoming(transfer("p2", "a", "b", 2)).enter(NOW), NOW);
    leg(incoming(transfer("p3", "a", "b", 3)).enter(NOW), NOW);

    assertThat(passed(leg(first.debited(NOW).credited(NOW).settled(), NOW))).containsExactly("p2");
    assertThat(account.moving()).isEqualTo("p2");
    assertThat(account.waiting()).extracting(it -> it.instruction().id()).containsExactly("p3");
  }

  @Test
  void aDebitThatCameBackLetsTheNextOneGo() {
    oneDebitAtATime();
    Payment.Debit first = incoming(transfer("p1", "a", "b", 100)).enter(NOW);
    leg(first, NOW);
    leg(incoming(transfer("p2", "a", "b", 100)).enter(NOW), NOW);

    var decision = leg(first.debited(NOW).reverse(Reason.of("x", "X."), NOW), NOW);

    assertThat(passed(decision)).containsExactly("p2");
  }

  @Test
  void theEndOfAnotherPaymentLetsNobodyGo() {
    oneDebitAtATime();
    leg(incoming(transfer("p1", "a", "b", 1)).enter(NOW), NOW);
    leg(incoming(transfer("p2", "a", "b", 2)).enter(NOW), NOW);
    Payment.Settled other =
        incoming(transfer("p0", "a", "b", 1)).enter(NOW).debited(NOW).credited(NOW).settled();

    assertThat(leg(other, NOW).outputs()).isEmpty();
    assertThat(account.moving()).isEqualTo("p1");
  }

  private void oneDebitAtATime() {
    decider = new AccountDecider(new AccountPolicy(true, 0, HOLD_TIME));
  }

  private void hold(String id, long amount, Instant now) {
    leg(incoming(authorisation(id, "a", "b", amount)).enter(now), now);
  }

  private void ask(String id, AccountCommand.Wish wish, Instant now) {
    decide(new AccountEvent.Asked(new AccountCommand("a", id, wish, now)), now);
  }

  private Decision<Account, AccountEffect> passes(Instant now) {
    return decide(new AccountEvent.TimePassed(), now);
  }

  private Decision<Account, AccountEffect> leg(Payment.InFlight leg, Instant now) {
    return decide(new AccountEvent.Leg(leg), now);
  }

  private Decision<Account, AccountEffect> decide(AccountEvent event, Instant now) {
    Decision<Account, AccountEffect> decision = decider.decide(account, event, now);
    account = decision.state();
    return decision;
  }

  private static List<String> ended(Decision<Account, AccountEffect> decision) {
    return decision.outputs().stream()
        .filter(AccountEffect.Ended.class::isInstance)
        .map(it -> ((AccountEffect.Ended) it).payment().instruction().id())
        .toList();
  }

  private static List<String> passed(Decision<Account, AccountEffect> decision) {
    return decision.outputs().stream()
        .filter(AccountEffect.Passed.class::isInstance)
        .map(it -> ((AccountEffect.Passed) it).payment().instruction().id())
        .toList();
  }
}
