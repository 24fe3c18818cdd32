package dev.cascade.payments.domain.gate;

import dev.cascade.payments.domain.Payment;

/** What the gate learns of a payment. */
public sealed interface GateEvent {

  /** A payment asks for entry. */
  record Submitted(Payment.Incoming payment) implements GateEvent {}

  /** A payment that was through the gate ended. */
  record Ended(Payment.Ended payment) implements GateEvent {}
}
