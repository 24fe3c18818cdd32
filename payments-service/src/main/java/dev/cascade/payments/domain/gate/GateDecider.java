package dev.cascade.payments.domain.gate;

import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.InstructionPolicy;
import dev.cascade.payments.domain.OrderFact;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.Reason;
import dev.cascade.payments.domain.gate.Ledger.FollowUp;
import dev.cascade.payments.domain.gate.Ledger.Progress;
import dev.cascade.payments.domain.gate.Ledger.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which payments enter. A payment id enters once; follow-ups wait until the end of their
 * original is known, and then enter if {@link FollowUpPolicy} allows. Of what is malformed nothing
 * is kept, so it takes nobody's place.
 */
public final class GateDecider implements Decider<Ledger, GateEvent, Payment.Gated> {

  @Override
  public Decision<Ledger, Payment.Gated> decide(
      @Nullable Ledger ledger, GateEvent event, Instant now) {
    return switch (event) {
      case GateEvent.Submitted(Payment.Incoming payment) ->
          payment.instruction().kind().isFollowUp()
              ? followUp(ledger, payment, now)
              : original(ledger, payment, now);
      case GateEvent.Ended(Payment.Ended payment) ->
          ledger == null || payment.inflightAt() == null
              ? Decision.of(ledger)
              : ended(ledger, payment, now);
    };
  }

  private static Decision<Ledger, Payment.Gated> original(
      @Nullable Ledger known, Payment.Incoming payment, Instant now) {
    Ledger ledger = known == null ? Ledger.unseen(now) : known;
    if (ledger.isOfEarlierOrder(payment.instruction())) {
      return reused(ledger, payment, now);
    }
    if (ledger.status() != Status.UNSEEN) {
      return Decision.of(ledger);
    }
    Optional<Reason> malformation = InstructionPolicy.malformation(payment.instruction());
    if (malformation.isPresent()) {
      return Decision.of(known, payment.reject(malformation.get(), now));
    }
    Optional<Reason> refusal =
        ledger.isUndone()
            ? Optional.of(Reason.of("order-undone", "The order was undone before it was paid."))
            : InstructionPolicy.refusal(payment.instruction());
    return refusal
        .map(reason ->
            Decision.<Ledger, Payment.Gated>of(
                ledger.asked(Status.CLOSED, payment.instruction(), now),
                payment.reject(reason, now)))
        .orElseGet(() ->
            Decision.of(
                ledger.asked(Status.MOVING, payment.instruction(), now), payment.enter(now)));
  }

  /**
   * What undoes the order that is refused here must not undo the payment of the earlier one; that
   * it has no effect is kept, and tells whether the refusal was told.
   */
  private static Decision<Ledger, Payment.Gated> reused(
      Ledger ledger, Payment.Incoming payment, Instant now) {
    Instruction undo = OrderFact.undoOf(payment.instruction());
    FollowUp without = new FollowUp(undo, Progress.DROPPED);
    if (ledger.followUps().contains(without)) {
      return Decision.of(ledger);
    }
    Reason reason =
        Reason.of("id-reused", "An earlier order had this id, and its payment is known.");
    Ledger next = ledger.followUp(undo.id()).isPresent() ? ledger : ledger.with(without, now);
    return Decision.of(next, payment.reject(reason, now));
  }

  private static Decision<Ledger, Payment.Gated> followUp(
      @Nullable Ledger known, Payment.Incoming payment, Instant now) {
    Ledger ledger = known == null ? Ledger.unseen(now) : known;
    Instruction instruction = payment.instruction();
    if (ledger.followUp(instruction.id()).isPresent()) {
      return Decision.of(ledger);
    }
    Optional<Reason> malformation = InstructionPolicy.malformation(instruction);
    if (malformation.isPresent()) {
      return Decision.of(known, payment.reject(malformation.get(), now));
    }
    if (ledger.followUps().size() >= Ledger.MAX_FOLLOW_UPS && !isUndoOfItsOrder(instruction)) {
      return Decision.of(
          ledger,
          payment.reject(
              Reason.of("too-many-follow-ups", "The payment has too many follow-ups."), now));
    }
    Optional<Reason> refusal = InstructionPolicy.refusal(instruction);
    if (refusal.isPresent()) {
      return dropped(ledger, payment, refusal.get(), now);
    }
    return ledger.status() == Status.MOVING
        ? Decision.of(ledger.with(new FollowUp(instruction, Progress.WAITING), now))
        : admitted(ledger, payment, now);
  }

  /** Of which a ledger has one at most: its id follows from that of the payment. */
  private static boolean isUndoOfItsOrder(Instruction it) {
    String order = it.orderId();
    return order != null
        && it.id().equals(OrderFact.refundId(order))
        && OrderFact.paymentId(order).equals(it.originalId());
  }

  private static Decision<Ledger, Payment.Gated> admitted(
      Ledger ledger, Payment.Incoming payment, Instant now) {
    return switch (FollowUpPolicy.judge(ledger, payment.instruction())) {
      case FollowUpPolicy.Allowed(Instruction instruction) ->
          Decision.of(
              ledger.with(new FollowUp(instruction, Progress.MOVING), now),
              new Payment.Incoming(instruction).enter(now));
      case FollowUpPolicy.Refused(Reason reason) -> dropped(ledger, payment, reason, now);
    };
  }

  private static Decision<Ledger, Payment.Gated> dropped(
      Ledger ledger, Payment.Incoming payment, Reason reason, Instant now) {
    return Decision.of(
        ledger.with(new FollowUp(payment.instruction(), Progress.DROPPED), now),
        payment.reject(reason, now));
  }

  private static Decision<Ledger, Payment.Gated> ended(
      Ledger ledger, Payment.Ended payment, Instant now) {
    Ledger next =
        payment.instruction().kind().isFollowUp()
            ? afterFollowUp(ledger, payment, now)
            : afterOriginal(ledger, payment, now);
    return next.status() == ledger.status() ? Decision.of(next) : admitWaiting(next, now);
  }

  private static Ledger afterOriginal(Ledger ledger, Payment.Ended payment, Instant now) {
    return switch (ledger.status()) {
      case MOVING ->
          switch (payment) {
            case Payment.Complete done ->
                ledger.paid(done.instruction().amount().minorUnits(), now);
            case Payment.Authorised _ -> ledger.became(Status.HELD, now);
            case Payment.Rejected _,
                Payment.Failed _,
                Payment.Reversed _,
                Payment.Captured _,
                Payment.Voided _ ->
                ledger.became(Status.CLOSED, now);
          };
      // A hold that was captured is paid, or not, when the capture ended.
      case HELD -> payment instanceof Payment.Voided ? ledger.became(Status.CLOSED, now) : ledger;
      case UNSEEN, PAID, CLOSED -> ledger;
    };
  }

  private static Ledger afterFollowUp(Ledger ledger, Payment.Ended payment, Instant now) {
    Optional<FollowUp> moving =
        ledger.followUp(payment.instruction().id()).filter(it -> it.progress() == Progress.MOVING);
    if (moving.isEmpty()) {
      return ledger;
    }
    boolean done = payment instanceof Payment.Complete;
    Ledger next = ledger.with(moving.get().now(done ? Progress.DONE : Progress.DROPPED), now);
    if (payment.instruction().kind() != PaymentKind.CAPTURE) {
      return next;
    }
    if (done) {
      return next.paid(payment.instruction().amount().minorUnits(), now);
    }
    return payment instanceof Payment.Reversed ? next.became(Status.CLOSED, now) : next;
  }

  private static Decision<Ledger, Payment.Gated> admitWaiting(Ledger ledger, Instant now) {
    Ledger next = ledger;
    List<Payment.Gated> outputs = new ArrayList<>();
    for (FollowUp waiting : ledger.waiting()) {
      Decision<Ledger, Payment.Gated> decision =
          admitted(next, new Payment.Incoming(waiting.instruction()), now);
      next = decision.state() == null ? next : decision.state();
      outputs.addAll(decision.outputs());
    }
    return new Decision<>(next, outputs);
  }
}
