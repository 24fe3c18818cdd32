package dev.cascade.payments.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.AccountEntry;
import dev.cascade.schemas.AccountStatus;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.history.Told;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactWordsTest {

  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
  private static final Money MONEY = new Money(100L, "EUR");
  private static final Reason REASON = new Reason("payment", "no-funds", "c-eve is out of money");

  private final FactWords words = new FactWords(TopicCatalogue.load());

  @Test
  void aPaymentIsToldByItsKindAndStateAndItsReasonByItsCode() {
    assertThat(payment(PaymentKind.TRANSFER, PaymentState.DEBIT, null))
        .isEqualTo(new Told("payments-service", "payment DEBIT", Map.of()));
    assertThat(payment(PaymentKind.CAPTURE, PaymentState.COMPLETE, null).what())
        .isEqualTo("capture COMPLETE");
    assertThat(payment(PaymentKind.TRANSFER, PaymentState.FAILED, REASON))
        .isEqualTo(
            new Told("payments-service", "payment FAILED", Map.of("reason", "payment: no-funds")));
  }

  @Test
  void anEntryIsTheDebtorsOrTheCreditors() {
    assertThat(words.entry(account(-100)))
        .isEqualTo(new Told("payments-service", "debtor's entry", Map.of("version", 7L)));
    assertThat(words.entry(account(100)).what()).isEqualTo("creditor's entry");
  }

  @Test
  void anOutcomeIsWhatTheOrderIsTold() {
    assertThat(
            words.outcome(
                new OrderPayment(
                    "o-1", "order-o-1", OrderPaymentOutcome.REFUSED, MONEY, REASON, AT)))
        .isEqualTo(
            new Told("payments-service", "order REFUSED", Map.of("reason", "payment: no-funds")));
  }

  private Told payment(PaymentKind kind, PaymentState state, @Nullable Reason reason) {
    return words.payment(
        Topics.PAYMENTS_INFLIGHT,
        Payment.newBuilder()
            .setId("p-1")
            .setKind(kind)
            .setDebtorAccount("c-1")
            .setCreditorAccount("merchant")
            .setAmount(MONEY)
            .setState(state)
            .setReason(reason)
            .setSubmittedAt(AT)
            .setUpdatedAt(AT)
            .build());
  }

  private static AccountBalance account(long amount) {
    return AccountBalance.newBuilder()
        .setAccountId("c-1")
        .setBalance(MONEY)
        .setHeldMinorUnits(0)
        .setOverdraftLimitMinorUnits(0)
        .setStatus(AccountStatus.OPEN)
        .setEntry(new AccountEntry("p-1", amount, AT, false))
        .setVersion(7)
        .setUpdatedAt(AT)
        .build();
  }
}
