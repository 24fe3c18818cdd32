package dev.cascade.payments.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A payment as JSON. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentView(
    String id,
    PaymentKind kind,
    @Schema(
            enumeration = {
              "INCOMING",
              "AUTHORISED",
              "CAPTURED",
              "VOIDED",
              "COMPLETE",
              "CONFIRMED",
              "REJECTED",
              "FAILED",
              "REVERSED"
            })
        String state,
    String debtorAccount,
    String creditorAccount,
    String amount,
    String currency,
    @Nullable String originalId,
    @Nullable String orderId,
    @Schema(description = "The capture that took what this authorisation held")
        @Nullable String capturedBy,
    @Nullable ReasonView reason,
    Instant submittedAt,
    Instant updatedAt) {

  /** Why a payment had no effect. */
  @RegisterForReflection
  record ReasonView(String source, String code, String detail) {
    static @Nullable ReasonView of(@Nullable Reason reason) {
      return reason == null
          ? null
          : new ReasonView(reason.source(), reason.code(), reason.detail());
    }
  }

  static PaymentView of(Payment payment) {
    Instruction it = payment.instruction();
    return new PaymentView(
        it.id(),
        it.kind(),
        state(payment),
        it.debtor(),
        it.creditor(),
        it.amount().toDecimal(),
        it.amount().currency(),
        it.originalId(),
        it.orderId(),
        payment instanceof Payment.Captured captured ? captured.captureId() : null,
        payment instanceof Payment.Ended ended ? ReasonView.of(ended.reason()) : null,
        it.submittedAt(),
        payment.at());
  }

  /** The money that was asked to be moved. */
  Money money() {
    return Money.parse(amount, currency).orElseThrow();
  }

  /** Whether the payment asks for the same as the instruction. */
  boolean asksTheSameAs(Instruction other) {
    return id.equals(other.id())
        && kind == other.kind()
        && debtorAccount.equals(other.debtor())
        && creditorAccount.equals(other.creditor())
        && money().equals(other.amount())
        && java.util.Objects.equals(originalId, other.originalId());
  }

  private static String state(Payment payment) {
    return switch (payment) {
      case Payment.Incoming _ -> "INCOMING";
      case Payment.Debit _ -> "DEBIT";
      case Payment.Credit _ -> "CREDIT";
      case Payment.Reversal _ -> "REVERSAL";
      case Payment.Settled _, Payment.Complete _ -> "COMPLETE";
      case Payment.Authorised _ -> "AUTHORISED";
      case Payment.Captured _ -> "CAPTURED";
      case Payment.Confirmed _ -> "CONFIRMED";
      case Payment.Rejected _ -> "REJECTED";
      case Payment.Failed _ -> "FAILED";
      case Payment.Reversed _ -> "REVERSED";
      case Payment.Voided _ -> "VOIDED";
    };
  }
}
