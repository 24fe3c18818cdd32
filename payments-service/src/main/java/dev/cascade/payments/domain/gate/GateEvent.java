package dev.cascade.payments.domain.gate;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Payment;

/** What the gate learns of a payment. */
public sealed interface GateEvent {

  /** What was asked. */
  Instruction instruction();

  /** The payment whose ledger this belongs to. */
  default String ledgerId() {
    return instruction().ledgerId();
  }

  /** Whether it belongs to the ledger of another payment. */
  default boolean isFollowUp() {
    return !ledgerId().equals(instruction().id());
  }

  /** A payment asks for entry. */
  record Submitted(Payment.Incoming payment) implements GateEvent {
    @Override
    public Instruction instruction() {
      return payment.instruction();
    }
  }

  /** A payment ended; what the gate itself refused is no news to it. */
  record Ended(Payment.Ended payment) implements GateEvent {
    @Override
    public Instruction instruction() {
      return payment.instruction();
    }
  }
}
