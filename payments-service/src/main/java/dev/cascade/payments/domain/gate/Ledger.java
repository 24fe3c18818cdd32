package dev.cascade.payments.domain.gate;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.PaymentKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the gate remembers of one payment and of the follow-ups that refer to it.
 *
 * @param status how far the payment is
 * @param original what was asked; null while only follow-ups were seen
 * @param paidMinorUnits what the creditor received, before refunds
 * @param followUps captures, voids and refunds, in the order of arrival
 * @param since when the ledger last changed
 */
public record Ledger(
    Status status,
    @Nullable Instruction original,
    long paidMinorUnits,
    List<FollowUp> followUps,
    Instant since) {

  /** The most follow-ups that one payment may have, beside the undo of its order. */
  public static final int MAX_FOLLOW_UPS = 64;

  /** How far the payment is, as the gate knows. */
  public enum Status {
    /** A follow-up came, the payment itself did not. */
    UNSEEN,
    /** Through the gate, its end is not known. */
    MOVING,
    /** The debtor's money is held. */
    HELD,
    /** The creditor has the money. */
    PAID,
    /** Nothing was moved and nothing is held. */
    CLOSED
  }

  /** How far a follow-up is. */
  public enum Progress {
    /** Waits until the original's end is known. */
    WAITING,
    /** Through the gate. */
    MOVING,
    /** Took effect. */
    DONE,
    /** Had no effect and never will. */
    DROPPED
  }

  /** A capture, void or refund. */
  public record FollowUp(Instruction instruction, Progress progress) {
    FollowUp now(Progress next) {
      return new FollowUp(instruction, next);
    }
  }

  /** Copies the list. */
  public Ledger {
    followUps = List.copyOf(followUps);
  }

  static Ledger unseen(Instant now) {
    return new Ledger(Status.UNSEEN, null, 0, List.of(), now);
  }

  Ledger became(Status next, Instant now) {
    return new Ledger(next, original, paidMinorUnits, followUps, now);
  }

  Ledger asked(Status next, Instruction instruction, Instant now) {
    return new Ledger(next, instruction, paidMinorUnits, followUps, now);
  }

  Ledger paid(long minorUnits, Instant now) {
    return new Ledger(Status.PAID, original, minorUnits, followUps, now);
  }

  /** Returns this ledger with the follow-up added, or replaced where its id is known. */
  Ledger with(FollowUp followUp, Instant now) {
    List<FollowUp> next = new ArrayList<>(followUps);
    next.removeIf(it -> it.instruction().id().equals(followUp.instruction().id()));
    next.add(followUp);
    return new Ledger(status, original, paidMinorUnits, next, now);
  }

  /** Whether nothing can happen to the payment any more that the gate must know it for. */
  public boolean isRetired(Instant unchangedSince) {
    return since.isBefore(unchangedSince) && status != Status.MOVING && status != Status.HELD;
  }

  Optional<FollowUp> followUp(String id) {
    return followUps.stream().filter(it -> it.instruction().id().equals(id)).findFirst();
  }

  List<FollowUp> waiting() {
    return followUps.stream().filter(it -> it.progress() == Progress.WAITING).toList();
  }

  /** Whether an order asked to undo the payment before the payment came. */
  boolean isUndone() {
    return followUps.stream().anyMatch(it -> it.instruction().orderId() != null);
  }

  /**
   * Whether that is the payment of another order under the id of one that was forgotten since. Of
   * one order there is one payment, submitted when the order was validated; what comes again of it
   * says the same.
   */
  boolean isOfEarlierOrder(Instruction asked) {
    return (status == Status.PAID || status == Status.CLOSED)
        && original != null
        && original.orderId() != null
        && original.orderId().equals(asked.orderId())
        && asked.submittedAt().isAfter(original.submittedAt());
  }

  boolean isBeingCapturedOrVoided() {
    return followUps.stream()
        .anyMatch(it ->
            it.progress() == Progress.MOVING && it.instruction().kind() != PaymentKind.REFUND);
  }

  /** What may still be refunded. */
  long refundableMinorUnits() {
    return paidMinorUnits
        - followUps.stream()
            .filter(it -> it.instruction().kind() == PaymentKind.REFUND)
            .filter(it -> it.progress() == Progress.MOVING || it.progress() == Progress.DONE)
            .mapToLong(it -> it.instruction().amount().minorUnits())
            .sum();
  }
}
