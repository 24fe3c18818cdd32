package dev.cascade.system.invariants;

import static dev.cascade.system.invariants.ToyHistory.ORDER;
import static dev.cascade.system.invariants.ToyHistory.PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.DeadLetterVerdict;
import dev.cascade.schemas.FraudReviewState;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderChange;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import org.junit.jupiter.api.Test;

/** The checker is worth what it catches: each test breaks a good history in one way. */
class InvariantCheckerTest {

  private final ToyHistory toy = ToyHistory.happy();

  @Test
  void aGoodHistoryHasNothingToComplainAbout() {
    assertThat(InvariantChecker.violations(toy.history())).isEmpty();
    assertThat(InvariantChecker.unsettled(toy.history())).isEmpty();
  }

  @Test
  void aSecondDebitOfOnePaymentIsSeen() {
    toy.booked("c-1", 400, -300, PAYMENT, 3);
    violates("Payment order-o-1 debits twice");
  }

  @Test
  void aSecondCreditOfOnePaymentIsSeen() {
    toy.booked("merchant", 600, 300, PAYMENT, 2);
    violates("Payment order-o-1 credits twice");
  }

  @Test
  void aCreditWithoutDebitIsSeen() {
    toy.booked("merchant", 600, 300, "from-nowhere", 2);
    violates("Payment from-nowhere credits 300 EUR without a debit");
    violates("After account-balances-0@8 the balances in EUR sum to 300");
    unsettled("The balances in EUR sum to 300");
  }

  @Test
  void aDebitThatIsNeverCreditedIsSeen() {
    toy.booked("c-1", 600, -100, "to-nowhere", 3);
    unsettled("The balances in EUR sum to -100");
  }

  @Test
  void anEntryWithoutCounterEntryIsSeen() {
    toy.entry("c-1", 600, -100, "p-2", 3, 0);
    violates("The entry account-balances-0@8 has no counter-entry after it");
  }

  @Test
  void aCounterEntryOfAnotherAmountIsSeen() {
    toy.entry("c-1", 600, -100, "p-2", 3, 0);
    toy.entry("transit-EUR-0", 90, 90, "p-2", 5, Long.MAX_VALUE);
    violates("The entry account-balances-0@8 has no counter-entry after it");
  }

  @Test
  void balancesThatDoNotSumToZeroAfterAPairAreSeen() {
    toy.entry("c-1", 600, -100, "p-2", 3, 0);
    toy.entry("transit-EUR-0", 90, 100, "p-2", 5, Long.MAX_VALUE);
    violates("After account-balances-0@9 the partition's EUR sum to -10");
  }

  @Test
  void aCreditOfAnotherAmountIsSeen() {
    toy.booked("c-1", 600, -100, "p-2", 3);
    toy.booked("merchant", 390, 90, "p-2", 2);
    violates("Payment p-2 credits 90 EUR without a debit of as much");
  }

  @Test
  void aBalanceThatDoesNotFollowFromItsEntryIsSeen() {
    toy.booked("c-1", 100, -100, "p-2", 3);
    violates("Account c-1 goes from 700 by -100 to 100");
  }

  @Test
  void anOverdrawnAccountIsSeen() {
    toy.booked("c-1", -50, -750, "p-2", 3);
    violates("Account c-1 is overdrawn to -50");
  }

  @Test
  void aLostBalanceRecordIsSeen() {
    toy.booked("c-1", 600, -100, "p-2", 4);
    violates("Account c-1 has version 4 where 3 comes next");
  }

  @Test
  void aPaymentThatEndsTwiceIsSeen() {
    toy.ended(PAYMENT, ORDER, PaymentState.FAILED);
    violates("Payment order-o-1 ends 2 times");
  }

  @Test
  void aRejectedPaymentWithEntriesIsSeen() {
    toy.booked("c-1", 600, -100, "p-2", 3);
    toy.booked("merchant", 400, 100, "p-2", 2);
    toy.ended("p-2", null, PaymentState.REJECTED);
    violates("Payment p-2 ends as REJECTED with the entries [-100, 100]");
  }

  @Test
  void aPaymentThatIsAskedTwiceIsSeen() {
    toy.incoming(PAYMENT);
    violates("Payment order-o-1 of an order is asked 2 times");
  }

  @Test
  void aPaymentWithoutEndIsSeen() {
    toy.incoming("p-9");
    unsettled("Payment p-9 has no end");
  }

  @Test
  void moreReservedThanOnHandIsSeen() {
    toy.stock("ipad", 5, 6, 3);
    violates("Product ipad has 6 reserved of 5 on hand");
  }

  @Test
  void lessThanNothingReservedIsSeen() {
    toy.stock("ipad", 5, -1, 3);
    violates("Product ipad has -1 reserved");
  }

  @Test
  void aReservationThatNoOpenOrderHoldsIsSeen() {
    toy.stock("ipad", 5, 2, 3);
    unsettled("Product ipad has 2 reserved, open orders hold 1");
  }

  @Test
  void aFailedOrderThatHoldsStockIsSeen() {
    toy.order(4, OrderState.FAILED, OrderState.CONFIRMED, 0);
    violates("goes from CONFIRMED to FAILED");
    unsettled("Product case has 2 reserved, open orders hold 0");
  }

  @Test
  void stockThatVanishesIsSeen() {
    toy.stock("ipad", 4, 1, 3);
    unsettled("Product ipad has 4 on hand, adjustments and shipments leave 5");
  }

  @Test
  void aMissingVerdictOnOneLineIsSeen() {
    toy.without(Topics.ORDER_VALIDATIONS, 3);
    violates("Order o-1 is VALIDATED without [Question[rule=inventory, line=2]]");
  }

  @Test
  void aFailThatDidNotCountIsSeen() {
    toy.without(Topics.ORDER_VALIDATIONS, 1);
    toy.verdict("fraud", null, Verdict.FAIL);
    violates("Order o-1 is VALIDATED without [Question[rule=fraud, line=]]");
  }

  @Test
  void aVerdictThatIsGivenTwiceIsSeen() {
    toy.verdict("fraud", null, Verdict.PASS);
    violates("Order o-1 gets a second verdict on Question[rule=fraud");
  }

  @Test
  void anOrderThatPassedEverythingAndFailedIsSeen() {
    toy.without(Topics.ORDERS, 1).without(Topics.ORDERS, 1);
    toy.order(2, OrderState.FAILED, OrderState.CREATED, 0);
    violates("Order o-1 passed every rule and is FAILED, never VALIDATED");
  }

  @Test
  void aSkippedVersionIsSeen() {
    toy.without(Topics.ORDERS, 1);
    violates("Order o-1 has version 3 where 2 comes next");
    violates("Order o-1 goes from CREATED to CONFIRMED");
  }

  @Test
  void aSecondFinalStateIsSeen() {
    toy.order(4, OrderState.SHIPPED, OrderState.CONFIRMED, 0);
    toy.order(5, OrderState.FAILED, OrderState.SHIPPED, 0);
    violates("Order o-1 goes from SHIPPED to FAILED");
  }

  @Test
  void aConfirmationWithoutPaymentIsSeen() {
    toy.without(Topics.ORDER_PAYMENTS, 0);
    violates("Order o-1 is CONFIRMED and was not paid");
  }

  @Test
  void aPaymentWithoutConfirmationIsSeen() {
    toy.without(Topics.ORDERS, 2);
    violates("Order o-1 was paid and is VALIDATED");
    unsettled("Order o-1 is still VALIDATED");
  }

  @Test
  void aRefundOfALivingOrderIsSeen() {
    toy.outcome(OrderPaymentOutcome.REFUNDED);
    violates("Order o-1 was refunded");
  }

  @Test
  void aSecondMailIsSeen() {
    toy.mail();
    violates("Order o-1 has 2 mails to send");
  }

  @Test
  void aMailThatIsSentTwiceIsSeen() {
    toy.sent();
    violates("Order o-1 has 2 mails sent");
  }

  @Test
  void aMissingMailIsSeen() {
    toy.without(Topics.PLATINUM_EMAILS, 0);
    unsettled("Order o-1 has no mail");
  }

  @Test
  void aMailThatWasNotSentIsSeen() {
    toy.without(Topics.EMAILS_SENT, 0);
    unsettled("Order o-1: mail not sent");
  }

  @Test
  void aMailForAnotherThanPlatinumIsSeen() {
    toy.without(Topics.CUSTOMERS, 0);
    toy.customer("c-1", CustomerLevel.GOLD);
    violates("Order o-1 has a mail and its customer is not platinum");
  }

  @Test
  void aRequestWithoutOrderIsSeen() {
    toy.requested("o-2");
    unsettled("Order o-2 was posted and is not there");
  }

  @Test
  void anOrderWithoutRequestIsSeen() {
    toy.without(Topics.ORDER_REQUESTS, 0);
    unsettled("Nobody asked for order o-1");
  }

  @Test
  void aRequestThatIsNotReflectedIsSeen() {
    toy.requested(ORDER);
    unsettled("Order o-1 reflects request");
  }

  @Test
  void poisonThatNobodyPutAsideIsSeen() {
    toy.poison(Topics.ORDERS);
    unsettled("Nobody put orders-0@3 aside");
  }

  @Test
  void poisonThatIsPutAsideOnceIsFine() {
    toy.poison(Topics.ORDERS);
    toy.letter(Topics.FRAUD_DEAD_LETTERS, Topics.ORDERS, 3);
    toy.letter(Topics.EMAIL_DEAD_LETTERS, Topics.ORDERS, 3);
    aGoodHistoryHasNothingToComplainAbout();
  }

  @Test
  void poisonThatIsOnlyLookedAtNeedsNoLetter() {
    toy.poison(Topics.CONTROL_STATUS);
    toy.poison(Topics.DEAD_LETTER_DECISIONS);
    aGoodHistoryHasNothingToComplainAbout();
  }

  @Test
  void poisonThatOneServicePutsAsideTwiceIsSeen() {
    toy.poison(Topics.ORDERS);
    toy.letter(Topics.FRAUD_DEAD_LETTERS, Topics.ORDERS, 3);
    toy.letter(Topics.FRAUD_DEAD_LETTERS, Topics.ORDERS, 3);
    violates("fraud-dead-letters has a second letter about orders-0@3");
  }

  @Test
  void aGoodRecordThatIsPutAsideIsSeen() {
    toy.letter(Topics.FRAUD_DEAD_LETTERS, Topics.ORDERS, 1);
    violates("fraud-dead-letters has a letter about orders-0@1, which can be processed");
  }

  /**
   * Poison, a letter about it, and all that follows from its replay; the record is put aside anew.
   */
  private void replayedOnce() {
    toy.poison(Topics.ORDERS);
    toy.letter(Topics.FRAUD_DEAD_LETTERS, Topics.ORDERS, 3);
    toy.replayed("fraud-dead-letters/0-0", Topics.ORDERS);
    toy.letter(Topics.FRAUD_DEAD_LETTERS, Topics.ORDERS, 4);
    toy.decided("fraud-dead-letters/0-0", DeadLetterVerdict.REPLAYED, Topics.ORDERS, 3);
    toy.audited("replay-dead-letter", "fraud-dead-letters/0-0");
  }

  @Test
  void aLetterThatIsReplayedOnceIsFine() {
    replayedOnce();
    aGoodHistoryHasNothingToComplainAbout();
  }

  @Test
  void aLetterThatIsReplayedTwiceIsSeen() {
    replayedOnce();
    toy.replayed("fraud-dead-letters/0-0", Topics.ORDERS);
    violates("Letter fraud-dead-letters/0-0 is replayed twice");
  }

  @Test
  void aLetterThatIsDecidedAboutTwiceIsSeen() {
    replayedOnce();
    toy.decided("fraud-dead-letters/0-0", DeadLetterVerdict.DISCARDED, Topics.ORDERS, 3);
    violates("Letter fraud-dead-letters/0-0 is decided about twice");
  }

  @Test
  void aRecordThatTwoServicesReplayIsSeen() {
    replayedOnce();
    toy.decided("email-dead-letters/0-0", DeadLetterVerdict.REPLAYED, Topics.ORDERS, 3);
    violates("Record orders-0@3 is replayed with two letters");
  }

  @Test
  void aReplayWithoutDecisionIsSeen() {
    replayedOnce();
    toy.without(Topics.DEAD_LETTER_DECISIONS, 0);
    unsettled("On their topics again are [fraud-dead-letters/0-0], decided are []");
  }

  @Test
  void aDecisionWithoutAuditEventIsSeen() {
    replayedOnce();
    toy.without(Topics.AUDIT_EVENTS, 0);
    unsettled("Decided are [fraud-dead-letters/0-0], audited are []");
  }

  @Test
  void aCancelledOrderWhoseValueStillCountsIsSeen() {
    toy.order(4, OrderState.CANCELLED, OrderState.CONFIRMED, 0);
    unsettled("Customer c-1 spends 300 EUR, live orders come to 0");
  }

  @Test
  void aLiveOrderThatDoesNotCountIsSeen() {
    toy.spent("c-1", 0, 200_000);
    unsettled("Customer c-1 spends 0 EUR, live orders come to 300");
  }

  @Test
  void aCustomerOfWhomNothingIsToldIsSeen() {
    toy.without(Topics.CUSTOMER_SPENDING, 0);
    unsettled("Nobody tells what customer c-1 spends");
  }

  @Test
  void spendingOverTheLimitIsSeen() {
    toy.spent("c-1", 300, 299);
    unsettled("Customer c-1 spends 300 of 299");
  }

  @Test
  void aRefusalWithoutAnAlertIsSeen() {
    toy.verdict("fraud", null, Verdict.FAIL);
    unsettled("Order o-1 was refused without an alert");
  }

  @Test
  void aReviewThatIsApprovedIsFine() {
    toy.without(Topics.ORDER_VALIDATIONS, 1);
    toy.pending();
    toy.verdict("fraud", null, Verdict.PASS);
    toy.review(FraudReviewState.APPROVED);
    toy.audited("approve-order", ORDER);

    assertThat(InvariantChecker.violations(toy.history())).isEmpty();
    assertThat(InvariantChecker.unsettled(toy.history())).isEmpty();
  }

  @Test
  void anOrderThatIsValidatedWhileAPersonStillDecidesIsSeen() {
    toy.without(Topics.ORDER_VALIDATIONS, 1);
    toy.pending();
    violates("Order o-1 is VALIDATED without [Question[rule=fraud, line=]]");
  }

  @Test
  void aReviewThatOutlivesItsOrderIsSeen() {
    toy.pending();
    unsettled("The review of order o-1 is open, and the order is CONFIRMED");
  }

  @Test
  void aReviewThatDoesNotDecideTheVerdictIsSeen() {
    toy.pending();
    toy.review(FraudReviewState.LAPSED);
    unsettled("The review of order o-1 is LAPSED, its verdicts are [PASS]");
  }

  @Test
  void aReviewThatEndsTwiceOrUnauditedIsSeen() {
    toy.pending();
    toy.review(FraudReviewState.APPROVED);
    toy.review(FraudReviewState.DECLINED);
    toy.declined();
    unsettled("The review of order o-1 goes through [OPEN, APPROVED, DECLINED]");
    unsettled("The review of order o-1 is DECLINED, its verdicts are [PASS, FAIL]");
    unsettled("The review of order o-1 is DECLINED and audited 0 times");
  }

  @Test
  void anAlertTwiceOrWithoutARefusalIsSeen() {
    toy.alert(ORDER);
    toy.alert(ORDER);
    unsettled("Order o-1 raises 2 alerts");
    unsettled("Order o-1 raises an alert and is not refused");
  }

  @Test
  void aLineThatIsOrderedTwiceIsSeen() {
    toy.line(1, LineChange.ORDERED);
    violates("Line o-1/1 is told as [ORDERED, ORDERED]");
  }

  @Test
  void aLineThatEndsTwiceIsSeen() {
    toy.line(2, LineChange.ENDED);
    toy.line(2, LineChange.ENDED);
    violates("Line o-1/2 is told as [ORDERED, ENDED, ENDED]");
  }

  @Test
  void aLineThatIsShippedAfterItsEndIsSeen() {
    toy.line(2, LineChange.ENDED);
    toy.line(2, LineChange.SHIPPED);
    violates("Line o-1/2 is told as [ORDERED, ENDED, SHIPPED]");
  }

  @Test
  void aLineThatEndsBeforeItIsOrderedIsSeen() {
    toy.without(Topics.ORDER_LINES, 0);
    toy.line(1, LineChange.ENDED);
    toy.line(1, LineChange.ORDERED);
    violates("Line o-1/1 is told as [ENDED, ORDERED]");
  }

  @Test
  void aLineUnderTheKeyOfAnotherProductIsSeen() {
    toy.without(Topics.ORDER_LINES, 0);
    toy.line("case", 1, "ipad", 1, LineChange.ORDERED);
    violates("order-lines-0@2 has the key case and productId ipad");
  }

  @Test
  void aLineThatNobodyIsToldOfIsSeen() {
    toy.without(Topics.ORDER_LINES, 1);
    unsettled("Nobody is told that o-1/2 of 1893492000000 is ORDERED: case, 2");
  }

  @Test
  void anEndThatIsToldToProductsOnlyIsSeen() {
    toy.order(4, OrderState.CANCELLED, OrderState.CONFIRMED, 0);
    toy.line(1, LineChange.ENDED);
    toy.line(2, LineChange.ENDED);
    unsettled("Nobody is told that o-1 of 1893492000000 is ENDED");
  }

  @Test
  void anEndThatDidNotHappenIsSeen() {
    toy.line(1, LineChange.SHIPPED);
    unsettled("It is told that o-1/1 of 1893492000000 is SHIPPED: ipad, 1, and is not so");
  }

  @Test
  void aLineThatIsToldWithAnotherQuantityIsSeen() {
    toy.without(Topics.ORDER_LINES, 0);
    toy.line("ipad", 1, "ipad", 3, LineChange.ORDERED);
    unsettled("It is told that o-1/1 of 1893492000000 is ORDERED: ipad, 3, and is not so");
  }

  @Test
  void anOrderThatIsToldToItsCustomerTwiceIsSeen() {
    toy.customerOrder(OrderChange.PLACED);
    violates("Order o-1 is told as [PLACED, PLACED]");
  }

  @Test
  void anOrderUnderTheKeyOfAnotherCustomerIsSeen() {
    toy.without(Topics.CUSTOMER_ORDERS, 0);
    toy.customerOrder("c-2", "c-1", new Money(300L, "EUR"), OrderChange.PLACED);
    violates("customer-orders-0@1 has the key c-2 and customerId c-1");
  }

  @Test
  void anOrderThatIsToldWithAnotherTotalIsSeen() {
    toy.without(Topics.CUSTOMER_ORDERS, 0);
    toy.customerOrder("c-1", "c-1", new Money(299L, "EUR"), OrderChange.PLACED);
    unsettled("Nobody is told that o-1 of 1893492000000 is PLACED: c-1");
  }

  private void violates(String sentence) {
    assertThat(InvariantChecker.violations(toy.history()))
        .anySatisfy(complaint -> assertThat(complaint).contains(sentence));
  }

  private void unsettled(String sentence) {
    assertThat(InvariantChecker.unsettled(toy.history()))
        .anySatisfy(complaint -> assertThat(complaint).contains(sentence));
  }
}
