package dev.cascade.orders.domain;

import static dev.cascade.orders.domain.OrderState.CANCELLED;
import static dev.cascade.orders.domain.OrderState.CONFIRMED;
import static dev.cascade.orders.domain.OrderState.CREATED;
import static dev.cascade.orders.domain.OrderState.FAILED;
import static dev.cascade.orders.domain.OrderState.SHIPPED;
import static dev.cascade.orders.domain.OrderState.VALIDATED;
import static dev.cascade.orders.domain.SomeOrders.PATIENCE;
import static dev.cascade.orders.domain.SomeOrders.RULES;
import static dev.cascade.orders.domain.SomeOrders.VERDICT;
import static dev.cascade.orders.domain.SomeOrders.cancel;
import static dev.cascade.orders.domain.SomeOrders.fail;
import static dev.cascade.orders.domain.SomeOrders.pass;
import static dev.cascade.orders.domain.SomeOrders.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.domain.OrderEvent.Paid;
import dev.cascade.orders.domain.OrderEvent.PaymentRefused;
import dev.cascade.orders.domain.OrderEvent.Refunded;
import dev.cascade.orders.domain.OrderEvent.ShipmentWanted;
import dev.cascade.orders.domain.OrderEvent.TimePassed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderDeciderTest {

  @Test
  void aNewOrderIsCreatedWithTheRulesOfThatMoment() {
    ToldOrder order = ToldOrder.created(2);

    assertThat(order.told).hasSize(1);
    OrderSnapshot told = order.last();
    assertThat(told.state()).isEqualTo(CREATED);
    assertThat(told.previousState()).isNull();
    assertThat(told.head().version()).isEqualTo(1);
    assertThat(told.head().position()).isEqualTo(new RequestPosition(0, 100));
    assertThat(told.head().requiredRules()).containsExactly("order-details", "fraud", "inventory");
    assertThat(told.deadline()).isEqualTo(order.now().plus(VERDICT));
  }

  @Test
  void anOrderIsValidatedWhenEveryRuleAndEveryLinePassed() {
    ToldOrder order =
        ToldOrder.created(2)
            .after(pass("inventory", 2))
            .after(pass("order-details"))
            .after(pass("fraud"));
    assertThat(order.state()).isEqualTo(CREATED);

    order.after(pass("inventory", 1));

    assertThat(order.state()).isEqualTo(VALIDATED);
    assertThat(order.last().previousState()).isEqualTo(CREATED);
    assertThat(order.last().head().version()).isEqualTo(2);
    assertThat(order.last().deadline()).isEqualTo(order.now().plus(PATIENCE.payment()));
  }

  @Test
  void aRepeatedVerdictCountsOnce() {
    ToldOrder order =
        ToldOrder.created(1).after(pass("fraud")).after(pass("fraud")).after(pass("fraud"));

    assertThat(order.state()).isEqualTo(CREATED);
    assertThat(order.told).hasSize(1);
  }

  @Test
  void aSecondOpinionOfTheSameRuleChangesNothing() {
    ToldOrder order = ToldOrder.created(1).after(pass("fraud"));

    Decision decision = order.decide(fail("fraud", Expectation.WHOLE_ORDER, "late-doubt"));

    assertThat(decision).isEqualTo(new Decision.Ignored(Decision.Cause.UNAWAITED_VERDICT));
  }

  @Test
  void aVerdictOnALineThatTheOrderDoesNotHaveChangesNothing() {
    ToldOrder order = ToldOrder.created(1);

    assertThat(order.decide(pass("inventory", 2))).isInstanceOf(Decision.Ignored.class);
    assertThat(order.decide(pass("inventory"))).isInstanceOf(Decision.Ignored.class);
    assertThat(order.decide(pass("fraud", 1))).isInstanceOf(Decision.Ignored.class);
  }

  @Test
  void aRefusedOrderWaitsForTheOtherVerdictsAndFailsWithAllReasons() {
    ToldOrder order =
        ToldOrder.created(1)
            .after(fail("inventory", 1, "out-of-stock"))
            .after(pass("order-details"));
    assertThat(order.state()).isEqualTo(CREATED);

    order.after(fail("fraud", Expectation.WHOLE_ORDER, "over-limit"));

    assertThat(order.state()).isEqualTo(FAILED);
    assertThat(order.codes()).containsExactly("out-of-stock", "over-limit");
    assertThat(order.last().deadline()).isNull();
  }

  @Test
  void aValidatorThatCannotDecideFailsTheOrderEvenWithoutAReason() {
    ToldOrder order =
        ToldOrder.created(1)
            .after(pass("order-details"))
            .after(pass("inventory", 1))
            .after(
                new OrderEvent.VerdictGiven(
                    "fraud", Expectation.WHOLE_ORDER, Verdict.ERROR, List.of()));

    assertThat(order.state()).isEqualTo(FAILED);
    assertThat(order.codes()).containsExactly("validator-error");
  }

  @Test
  void anOrderFailsAtTheDeadlineNamingTheRuleThatIsSilent() {
    ToldOrder order = ToldOrder.created(1).after(pass("order-details")).after(pass("inventory", 1));
    order.waiting(VERDICT.minusMillis(1));
    assertThat(order.state()).isEqualTo(CREATED);

    order.waiting(Duration.ofMillis(1));

    assertThat(order.state()).isEqualTo(FAILED);
    assertThat(order.last().reasons())
        .singleElement()
        .satisfies(reason -> {
          assertThat(reason.source()).isEqualTo("fraud");
          assertThat(reason.code()).isEqualTo("no-verdict");
        });
  }

  @Test
  void theDeadlineAddsToTheReasonsThatAreKnown() {
    ToldOrder order =
        ToldOrder.created(2)
            .after(fail("order-details", Expectation.WHOLE_ORDER, "wrong-price"))
            .after(pass("fraud"))
            .after(pass("inventory", 1));

    order.waiting(VERDICT);

    assertThat(order.codes()).containsExactly("wrong-price", "no-verdict");
  }

  @Test
  void eachRuleHasItsOwnDeadline() {
    ValidationRule hasty = new ValidationRule("hasty", true, true, false, Duration.ofSeconds(5));
    List<ValidationRule> rules = new ArrayList<>(RULES);
    rules.add(hasty);
    ToldOrder order = new ToldOrder(rules).after(wanted("1", 1));
    assertThat(order.last().deadline()).isEqualTo(order.now().plusSeconds(5));

    order.after(pass("hasty"));

    assertThat(order.life().until()).isEqualTo(order.now().plus(VERDICT));
  }

  @Test
  void aRuleThatIsNotRequiredOrNotActiveIsNotWaitedFor() {
    List<ValidationRule> rules =
        List.of(
            SomeOrders.DETAILS,
            new ValidationRule("advice", false, true, false, VERDICT),
            new ValidationRule("retired", true, false, false, VERDICT));

    ToldOrder order = new ToldOrder(rules).after(wanted("1", 1)).after(pass("order-details"));

    assertThat(order.state()).isEqualTo(VALIDATED);
    assertThat(order.last().head().requiredRules()).containsExactly("order-details");
  }

  @Test
  void withoutRulesAnOrderIsValidAtOnce() {
    ToldOrder order = new ToldOrder(List.of()).after(wanted("1", 1));

    assertThat(order.told).extracting(OrderSnapshot::state).containsExactly(CREATED, VALIDATED);
    assertThat(order.told).extracting(told -> told.head().version()).containsExactly(1L, 2L);
  }

  @Test
  void aRepeatedRequestOnlyMovesThePosition() {
    ToldOrder order = ToldOrder.created(1).after(wanted("1", 1));

    assertThat(order.last().isTransition()).isFalse();
    assertThat(order.last().head().version()).isEqualTo(2);
    assertThat(order.last().head().position().offset()).isEqualTo(101);
  }

  @Test
  void aPaidOrderIsConfirmedAndCanBeShipped() {
    ToldOrder order = ToldOrder.confirmed();
    assertThat(order.state()).isEqualTo(CONFIRMED);
    assertThat(order.last().deadline()).isEqualTo(order.now().plus(PATIENCE.shipping()));

    order.after(new ShipmentWanted());

    assertThat(order.state()).isEqualTo(SHIPPED);
  }

  @Test
  void aRefusedPaymentFailsTheOrderWithItsReason() {
    Reason noFunds = new Reason("payment", "no-funds", "The account has too little");

    ToldOrder order = ToldOrder.validated().after(new PaymentRefused(noFunds));

    assertThat(order.state()).isEqualTo(FAILED);
    assertThat(order.last().reasons()).containsExactly(noFunds);
  }

  @Test
  void aPaymentThatNeverEndsFailsTheOrder() {
    ToldOrder order = ToldOrder.validated().waiting(PATIENCE.payment());

    assertThat(order.state()).isEqualTo(FAILED);
    assertThat(order.codes()).containsExactly("payment-timeout");
  }

  @Test
  void moneyThatArrivesAfterTheEndChangesNothing() {
    ToldOrder order = ToldOrder.validated().waiting(PATIENCE.payment());

    assertThat(order.decide(new Paid()))
        .isEqualTo(new Decision.Ignored(Decision.Cause.UNAWAITED_PAYMENT));
    assertThat(order.decide(new Refunded()))
        .isEqualTo(new Decision.Ignored(Decision.Cause.UNAWAITED_PAYMENT));
  }

  @Test
  void anOrderIsCancelledAtOnceBeforeThePayment() {
    ToldOrder order = ToldOrder.created(1).after(cancel());

    assertThat(order.state()).isEqualTo(CANCELLED);
    assertThat(order.codes()).containsExactly("cancelled");
    assertThat(order.last().cancellation()).isNotNull();
  }

  @Test
  void aCancellationDuringThePaymentWaitsForItsOutcome() {
    ToldOrder order = ToldOrder.validated().after(cancel());

    assertThat(order.state()).isEqualTo(VALIDATED);
    assertThat(order.last().isTransition()).isFalse();
    assertThat(order.last().cancellation()).isNotNull();
  }

  @Test
  void aCancelledPaymentThatIsRefusedEndsTheOrder() {
    ToldOrder order = ToldOrder.validated().after(cancel()).after(new PaymentRefused(null));

    assertThat(order.state()).isEqualTo(CANCELLED);
  }

  @Test
  void aCancelledPaymentThatWasMadeIsRefundedFirst() {
    ToldOrder order = ToldOrder.validated().after(cancel()).after(new Paid());
    assertThat(order.state()).isEqualTo(CONFIRMED);
    assertThat(order.last().cancellation()).isNotNull();

    order.after(new Refunded());

    assertThat(order.state()).isEqualTo(CANCELLED);
    assertThat(order.codes()).containsExactly("cancelled");
  }

  @Test
  void aCancelledPaymentThatNeverEndsEndsTheOrder() {
    ToldOrder order = ToldOrder.validated().after(cancel()).waiting(PATIENCE.payment());

    assertThat(order.state()).isEqualTo(CANCELLED);
    assertThat(order.codes()).containsExactly("cancelled", "payment-timeout");
  }

  @Test
  void aConfirmedOrderIsRefundedAndThenCancelled() {
    ToldOrder order = ToldOrder.confirmed().after(cancel());
    assertThat(order.state()).isEqualTo(CONFIRMED);
    assertThat(order.last().cancellation()).isNotNull();
    assertThat(order.last().deadline()).isEqualTo(order.now().plus(PATIENCE.refund()));

    order.after(new Refunded());

    assertThat(order.state()).isEqualTo(CANCELLED);
  }

  @Test
  void anOrderThatIsBeingRefundedCannotBeShipped() {
    ToldOrder order = ToldOrder.confirmed().after(cancel()).after(new ShipmentWanted());

    assertThat(order.state()).isEqualTo(CONFIRMED);
    assertThat(order.last().isTransition()).isFalse();
  }

  @Test
  void anOrderThatIsNotShippedInTimeIsRefunded() {
    ToldOrder order = ToldOrder.confirmed().waiting(PATIENCE.shipping());
    assertThat(order.last().cancellation()).isNotNull();

    order.after(new Refunded());

    assertThat(order.state()).isEqualTo(CANCELLED);
    assertThat(order.codes()).containsExactly("shipping-timeout");
  }

  @Test
  void aRefundThatNeverComesDoesNotKeepTheOrderOpen() {
    ToldOrder order = ToldOrder.confirmed().after(cancel()).waiting(PATIENCE.refund());

    assertThat(order.state()).isEqualTo(CANCELLED);
    assertThat(order.codes()).containsExactly("cancelled", "refund-timeout");
  }

  @Test
  void aRequestThatIsNotLegalIsNotedSoThatItsReaderIsAnswered() {
    ToldOrder order = ToldOrder.confirmed().after(new ShipmentWanted()).after(cancel());

    assertThat(order.state()).isEqualTo(SHIPPED);
    assertThat(order.last().isTransition()).isFalse();
    assertThat(order.last().cancellation()).isNull();
    assertThat(order.last().head().position().offset()).isEqualTo(106);
  }

  @Test
  void aFinalOrderIsForgottenAfterItsRetentionHoweverOftenItIsAskedFor() {
    ToldOrder order = ToldOrder.created(1).after(cancel());
    order.waiting(PATIENCE.retention().minusMillis(1)).after(wanted("1", 1));
    assertThat(order.isGone()).isFalse();

    order.waiting(Duration.ofMillis(1));

    assertThat(order.isGone()).isTrue();
    assertThat(order.forgotten).isTrue();
  }

  @Test
  void nothingHappensToAnOrderThatIsUnknown() {
    for (OrderEvent event :
        List.of(pass("fraud"), new Paid(), cancel(), new ShipmentWanted(), new TimePassed())) {
      assertThat(SomeOrders.DECIDER.decide(null, event, SomeOrders.at(SomeOrders.NOON)))
          .isEqualTo(new Decision.Ignored(Decision.Cause.UNKNOWN_ORDER));
    }
  }
}
