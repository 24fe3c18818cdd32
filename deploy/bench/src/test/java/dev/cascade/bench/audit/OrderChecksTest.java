package dev.cascade.bench.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderChecksTest {

  @Test
  void aGoodHistoryHasNoFinding() {
    assertThat(check(History.good())).isEmpty();
  }

  @Test
  void anAcknowledgedOrderThatIsNowhereIsFound() {
    assertThat(OrderChecks.check(History.ORDER, null, false))
        .containsExactly("order run-1 was acknowledged and is in no topic");
  }

  @Test
  void anOrderThatIsNotSettledIsFound() {
    assertThat(check(new History().validated())).singleElement().asString().contains("VALIDATED");
  }

  @Test
  void aFailedOrderIsFound() {
    History history = new History().created().state(2, OrderState.CREATED, OrderState.FAILED);

    assertThat(check(history)).singleElement().asString().contains("is FAILED");
  }

  @Test
  void aMissingVersionIsFound() {
    assertThat(check(new History().validated().paid().confirmed(4)))
        .singleElement()
        .asString()
        .contains("version 4 where 3 is due");
  }

  @Test
  void aStepThatSkipsAStateIsFound() {
    History history = new History().created();
    history.state(2, OrderState.CREATED, OrderState.CONFIRMED).paid();

    assertThat(check(history))
        .anySatisfy(found -> assertThat(found).contains("from CREATED to CONFIRMED"));
  }

  @Test
  void aRecordThatDoesNotGoOnWhereTheLastOneEndedIsFound() {
    History history = History.good().state(4, OrderState.VALIDATED, OrderState.CONFIRMED);

    assertThat(check(history))
        .anySatisfy(found -> assertThat(found).contains("from VALIDATED and not from CONFIRMED"));
  }

  @Test
  void aValidatedOrderWithoutTheVerdictOfALineIsFound() {
    History history =
        new History()
            .created()
            .verdict("order-details", null, Verdict.PASS)
            .verdict("fraud", null, Verdict.PASS)
            .verdict("inventory", 1, Verdict.PASS)
            .state(2, OrderState.CREATED, OrderState.VALIDATED)
            .paid()
            .confirmed(3);

    assertThat(check(history)).singleElement().asString().contains("without [inventory/2 PASS]");
  }

  @Test
  void aVerdictThatWasGivenTwiceIsFound() {
    assertThat(check(History.good().verdict("fraud", null, Verdict.PASS)))
        .singleElement()
        .asString()
        .contains("2 times the verdict fraud PASS");
  }

  @Test
  void aFailOfAValidatedOrderIsFound() {
    assertThat(check(History.good().verdict("fraud", null, Verdict.FAIL)))
        .singleElement()
        .asString()
        .contains("fraud FAIL");
  }

  @Test
  void anOrderThatWasPaidTwiceIsFound() {
    History history =
        History.good()
            .payment(Topics.PAYMENTS_COMPLETE, PaymentState.COMPLETE)
            .outcome(OrderPaymentOutcome.PAID, History.TOTAL);

    assertThat(check(history))
        .hasSize(3)
        .allSatisfy(found -> assertThat(found).startsWith("order"));
  }

  @Test
  void anOrderThatWasPaidWithAnotherAmountIsFound() {
    History history = new History().validated();
    history
        .payment(Topics.PAYMENTS_INCOMING, PaymentState.INCOMING)
        .payment(Topics.PAYMENTS_COMPLETE, PaymentState.COMPLETE)
        .payment(Topics.PAYMENTS_CONFIRMED, PaymentState.CONFIRMED)
        .outcome(OrderPaymentOutcome.PAID, 29)
        .confirmed(3);

    assertThat(check(history)).singleElement().asString().contains("costs 30").contains("29");
  }

  @Test
  void aPlatinumCustomerGetsOneMailAndNobodyElseAny() {
    assertThat(OrderChecks.check(History.ORDER, History.good().order(), true)).hasSize(2);
    assertThat(OrderChecks.check(History.ORDER, History.good().mail().order(), true)).isEmpty();
    assertThat(check(History.good().mail())).hasSize(2);
    assertThat(OrderChecks.check(History.ORDER, History.good().mail().mail().order(), true))
        .hasSize(2);
  }

  private static List<String> check(History history) {
    return OrderChecks.check(History.ORDER, history.order(), false);
  }
}
