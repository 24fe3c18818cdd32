package dev.cascade.payments.domain.gate;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.incoming;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.domain.Decider.Decision;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Payment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tests of what the gate decides about one payment and its follow-ups, one event after another. */
abstract class OneLedger {

  private final GateDecider decider = new GateDecider();

  /** What is kept about the payment so far. */
  @Nullable Ledger ledger;

  /** Payment {@code p} has gone from {@code a} to {@code b}. */
  final void paid(long amount) {
    Instruction paid = transfer("p", "a", "b", amount);
    submitted(paid);
    ended(debit(paid).debited(NOW).credited(NOW));
  }

  final List<Payment.Gated> submitted(Instruction instruction) {
    return decided(new GateEvent.Submitted(incoming(instruction)));
  }

  final List<Payment.Gated> ended(Payment.Ended payment) {
    return decided(new GateEvent.Ended(payment));
  }

  private List<Payment.Gated> decided(GateEvent event) {
    Decision<Ledger, Payment.Gated> decision = decider.decide(ledger, event, NOW);
    ledger = decision.state();
    return decision.outputs();
  }

  static Payment.Debit debit(Instruction instruction) {
    return incoming(instruction).enter(NOW);
  }

  /** Why the only output refuses. */
  static String reason(List<Payment.Gated> outputs) {
    assertThat(outputs).hasOnlyElementsOfType(Payment.Rejected.class).hasSize(1);
    return ((Payment.Rejected) outputs.getFirst()).reason().code();
  }
}
