package dev.cascade.payments.contract;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.InstructionPolicy;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.Reason;
import dev.cascade.schemas.PaymentState;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Payments between their Avro record and their states; a record in a wrong state is refused. */
final class PaymentContract {

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private PaymentContract() {}

  static dev.cascade.schemas.Payment toAvro(Payment payment) {
    return switch (payment) {
      case Payment.Incoming it -> avro(it, PaymentState.INCOMING, null, null);
      case Payment.Debit it -> avro(it, PaymentState.DEBIT, it.inflightAt(), null);
      case Payment.Credit it -> avro(it, PaymentState.CREDIT, it.inflightAt(), null);
      case Payment.Reversal it -> avro(it, PaymentState.REVERSAL, it.inflightAt(), it.reason());
      case Payment.Settled it -> avro(it, PaymentState.COMPLETE, it.inflightAt(), null);
      case Payment.Authorised it -> avro(it, PaymentState.AUTHORISED, it.inflightAt(), null);
      case Payment.Captured it -> {
        dev.cascade.schemas.Payment avro = avro(it, PaymentState.AUTHORISED, it.inflightAt(), null);
        avro.setCapturedBy(it.captureId());
        yield avro;
      }
      case Payment.Complete it -> avro(it, PaymentState.COMPLETE, it.inflightAt(), null);
      case Payment.Rejected it -> avro(it, PaymentState.REJECTED, it.inflightAt(), it.reason());
      case Payment.Failed it -> avro(it, PaymentState.FAILED, it.inflightAt(), it.reason());
      case Payment.Reversed it -> avro(it, PaymentState.REVERSED, it.inflightAt(), it.reason());
      case Payment.Voided it -> avro(it, PaymentState.VOIDED, it.inflightAt(), it.reason());
      case Payment.Confirmed it -> {
        dev.cascade.schemas.Payment avro = avro(it, PaymentState.CONFIRMED, it.inflightAt(), null);
        avro.setCompletedAt(it.completedAt());
        yield avro;
      }
    };
  }

  static Payment.Incoming incoming(dev.cascade.schemas.Payment avro) {
    expect(avro, PaymentState.INCOMING);
    return new Payment.Incoming(instruction(avro));
  }

  static Payment.Confirmed confirmed(dev.cascade.schemas.Payment avro) {
    expect(avro, PaymentState.CONFIRMED);
    checkListed(avro.getId());
    Instant completedAt =
        avro.getCompletedAt() == null ? avro.getUpdatedAt() : avro.getCompletedAt();
    return new Payment.Confirmed(
        instruction(avro), inflightAt(avro), completedAt, avro.getUpdatedAt());
  }

  static Payment.InFlight inFlight(dev.cascade.schemas.Payment avro) {
    Instruction it = instruction(avro);
    Instant at = avro.getUpdatedAt();
    return switch (avro.getState()) {
      case DEBIT -> new Payment.Debit(it, inflightAt(avro), at);
      case CREDIT -> new Payment.Credit(it, inflightAt(avro), at);
      case REVERSAL -> new Payment.Reversal(it, inflightAt(avro), reason(avro), at);
      case COMPLETE -> new Payment.Settled(it, inflightAt(avro), at);
      case INCOMING, AUTHORISED, CONFIRMED, REJECTED, FAILED, REVERSED, VOIDED ->
          throw wrongState(avro);
    };
  }

  static Payment.Ended ended(dev.cascade.schemas.Payment avro) {
    Instruction it = instruction(avro);
    Instant at = avro.getUpdatedAt();
    return switch (avro.getState()) {
      case AUTHORISED ->
          avro.getCapturedBy() == null
              ? new Payment.Authorised(it, inflightAt(avro), at)
              : new Payment.Captured(it, inflightAt(avro), avro.getCapturedBy(), at);
      case COMPLETE -> new Payment.Complete(it, inflightAt(avro), at);
      case REJECTED -> new Payment.Rejected(it, avro.getInflightAt(), reason(avro), at);
      case FAILED -> new Payment.Failed(it, inflightAt(avro), reason(avro), at);
      case REVERSED -> new Payment.Reversed(it, inflightAt(avro), reason(avro), at);
      case VOIDED -> new Payment.Voided(it, inflightAt(avro), reason(avro), at);
      case INCOMING, DEBIT, CREDIT, REVERSAL, CONFIRMED -> throw wrongState(avro);
    };
  }

  static dev.cascade.schemas.@Nullable Reason toAvro(@Nullable Reason reason) {
    return reason == null
        ? null
        : new dev.cascade.schemas.Reason(reason.source(), reason.code(), reason.detail());
  }

  static @Nullable Reason toDomain(dev.cascade.schemas.@Nullable Reason avro) {
    return avro == null ? null : new Reason(avro.getSource(), avro.getCode(), avro.getDetail());
  }

  static dev.cascade.schemas.Money toAvro(Money money) {
    return new dev.cascade.schemas.Money(money.minorUnits(), money.currency());
  }

  static Money toDomain(dev.cascade.schemas.Money avro) {
    return new Money(avro.getMinorUnits(), avro.getCurrency());
  }

  private static dev.cascade.schemas.Payment avro(
      Payment payment, PaymentState state, @Nullable Instant inflightAt, @Nullable Reason reason) {
    Instruction it = payment.instruction();
    return dev.cascade.schemas.Payment.newBuilder()
        .setId(it.id())
        .setKind(dev.cascade.schemas.PaymentKind.valueOf(it.kind().name()))
        .setOriginalId(it.originalId())
        .setOrderId(it.orderId())
        .setDebtorAccount(it.debtor())
        .setCreditorAccount(it.creditor())
        .setAmount(toAvro(it.amount()))
        .setState(state)
        .setReason(toAvro(reason))
        .setSubmittedAt(it.submittedAt())
        .setInflightAt(inflightAt)
        .setUpdatedAt(payment.at())
        .build();
  }

  private static Instruction instruction(dev.cascade.schemas.Payment avro) {
    Stream.of(
            avro.getSubmittedAt(), avro.getInflightAt(), avro.getCompletedAt(), avro.getUpdatedAt())
        .forEach(PaymentContract::checkTime);
    return new Instruction(
        avro.getId(),
        PaymentKind.valueOf(avro.getKind().name()),
        avro.getOriginalId(),
        avro.getOrderId(),
        avro.getDebtorAccount(),
        avro.getCreditorAccount(),
        toDomain(avro.getAmount()),
        avro.getSubmittedAt());
  }

  /** A window lists the ids of some of its payments. */
  private static void checkListed(String id) {
    if (!InstructionPolicy.isId(id)) {
      throw new IllegalArgumentException("no payment has such an id, length " + id.length());
    }
  }

  /** Windows and deadlines are reckoned from times, and none of them lies out of these bounds. */
  private static void checkTime(@Nullable Instant time) {
    if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST))) {
      throw new IllegalArgumentException("a time is not from 1970 to 9999: " + time);
    }
  }

  private static Instant inflightAt(dev.cascade.schemas.Payment avro) {
    return Objects.requireNonNull(avro.getInflightAt(), "inflightAt");
  }

  private static Reason reason(dev.cascade.schemas.Payment avro) {
    return Objects.requireNonNull(toDomain(avro.getReason()), "reason");
  }

  private static void expect(dev.cascade.schemas.Payment avro, PaymentState state) {
    if (avro.getState() != state) {
      throw wrongState(avro);
    }
  }

  private static IllegalArgumentException wrongState(dev.cascade.schemas.Payment avro) {
    return new IllegalArgumentException("state " + avro.getState() + " does not belong here");
  }
}
