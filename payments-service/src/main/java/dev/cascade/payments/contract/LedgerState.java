package dev.cascade.payments.contract;

import dev.cascade.payments.domain.gate.Ledger;

/** How the gate's knowledge of a payment is stored. */
final class LedgerState {

  private LedgerState() {}

  static void write(StateWriter out, Ledger it) {
    out.constant(it.status())
        .optional(it.original(), original -> InstructionState.write(out, original))
        .number(it.paidMinorUnits())
        .list(
            it.followUps(),
            followUp -> {
              InstructionState.write(out, followUp.instruction());
              out.constant(followUp.progress());
            })
        .time(it.since());
  }

  static Ledger read(StateReader in) {
    return new Ledger(
        in.constant(Ledger.Status.class),
        in.optional(() -> InstructionState.read(in)),
        in.number(),
        in.list(() ->
            new Ledger.FollowUp(InstructionState.read(in), in.constant(Ledger.Progress.class))),
        in.time());
  }
}
