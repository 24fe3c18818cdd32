package dev.cascade.payments.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment in one of its states. A transition is a method of the state that it leaves, so a
 * transition that is not legal does not compile.
 */
public sealed interface Payment {

  /** What was asked. */
  Instruction instruction();

  /** When this state was reached. */
  Instant at();

  /** A payment between the gate and its end, as a message to the account that acts next. */
  sealed interface InFlight extends Payment {

    /** When it passed the gate. */
    Instant inflightAt();

    /** The account that acts next. */
    String account();
  }

  /** What the gate makes of a payment. */
  sealed interface Gated extends Payment permits Debit, Rejected {}

  /** A payment whose entries are made, or that ended without. */
  sealed interface Ended extends Payment {

    /** When it passed the gate; null when it never did. */
    @Nullable Instant inflightAt();

    /** Why it ended without its effect; null when it had its effect. */
    default @Nullable Reason reason() {
      return null;
    }
  }

  /** Submitted, not yet through the gate. */
  record Incoming(Instruction instruction) implements Payment {

    @Override
    public Instant at() {
      return instruction.submittedAt();
    }

    /** Lets the payment through the gate. */
    public Debit enter(Instant now) {
      return new Debit(instruction, now, now);
    }

    /** Refuses the payment at the gate. */
    public Rejected reject(Reason reason, Instant now) {
      return new Rejected(instruction, null, reason, now);
    }
  }

  /** On its way to the debtor's account. */
  record Debit(Instruction instruction, Instant inflightAt, Instant at) implements InFlight, Gated {

    @Override
    public String account() {
      return instruction.debtor();
    }

    /** The debtor's entry is made. */
    public Credit debited(Instant now) {
      return new Credit(instruction, inflightAt, now);
    }

    /** The debtor's money is held. */
    public Authorised authorised(Instant now) {
      return new Authorised(instruction, inflightAt, now);
    }

    /** The void took effect; nothing was moved. */
    public Complete released(Instant now) {
      return new Complete(instruction, inflightAt, now);
    }

    /** The debtor's account takes no part. */
    public Rejected reject(Reason reason, Instant now) {
      return new Rejected(instruction, inflightAt, reason, now);
    }

    /** The debtor's account has too little. */
    public Failed fail(Reason reason, Instant now) {
      return new Failed(instruction, inflightAt, reason, now);
    }
  }

  /** Debited, on its way to the creditor's account. */
  record Credit(Instruction instruction, Instant inflightAt, Instant at) implements InFlight {

    @Override
    public String account() {
      return instruction.creditor();
    }

    /** The creditor's entry is made. */
    public Complete credited(Instant now) {
      return new Complete(instruction, inflightAt, now);
    }

    /** The creditor's account cannot take it: the money goes back. */
    public Reversal reverse(Reason reason, Instant now) {
      return new Reversal(instruction, inflightAt, reason, now);
    }
  }

  /** Debited and refused by the creditor, on its way back to the debtor's account. */
  record Reversal(Instruction instruction, Instant inflightAt, Reason reason, Instant at)
      implements InFlight {

    @Override
    public String account() {
      return instruction.debtor();
    }

    /** The debtor has the money back. */
    public Reversed returned(Instant now) {
      return new Reversed(instruction, inflightAt, reason, now);
    }
  }

  /** Credited; tells the debtor's account that its one debit in flight is over. */
  record Settled(Instruction instruction, Instant inflightAt, Instant at) implements InFlight {

    @Override
    public String account() {
      return instruction.debtor();
    }
  }

  /** The debtor's money is held for a capture or a void. */
  record Authorised(Instruction instruction, Instant inflightAt, Instant at) implements Ended {

    /** The hold is let go of. */
    public Voided release(Reason reason, Instant now) {
      return new Voided(instruction, inflightAt, reason, now);
    }

    /** The hold is taken by a capture. */
    public Captured capture(String captureId, Instant now) {
      return new Captured(instruction, inflightAt, captureId, now);
    }
  }

  /** Both entries are made. */
  record Complete(Instruction instruction, Instant inflightAt, Instant at) implements Ended {

    /** The completion is in the statistics. */
    public Confirmed confirm(Instant now) {
      return new Confirmed(instruction, inflightAt, at, now);
    }

    /** The message that ends the debtor's one debit in flight. */
    public Settled settled() {
      return new Settled(instruction, inflightAt, at);
    }
  }

  /** Complete and known to everyone downstream. */
  record Confirmed(Instruction instruction, Instant inflightAt, Instant completedAt, Instant at)
      implements Payment {}

  /** Refused before any entry was made. */
  record Rejected(Instruction instruction, @Nullable Instant inflightAt, Reason reason, Instant at)
      implements Ended, Gated {}

  /** The debtor had too little; no entry was made. */
  record Failed(Instruction instruction, Instant inflightAt, Reason reason, Instant at)
      implements Ended {}

  /** The creditor could not take it; the debtor has the money back. */
  record Reversed(Instruction instruction, Instant inflightAt, Reason reason, Instant at)
      implements Ended {}

  /**
   * An authorisation that holds nothing any more, because a capture took it. What became of the
   * money is the capture's to tell: it may yet be reversed.
   *
   * @param captureId the capture, a payment of its own
   */
  record Captured(Instruction instruction, Instant inflightAt, String captureId, Instant at)
      implements Ended {}

  /** An authorisation that holds nothing any more and moved nothing. */
  record Voided(Instruction instruction, Instant inflightAt, Reason reason, Instant at)
      implements Ended {}
}
