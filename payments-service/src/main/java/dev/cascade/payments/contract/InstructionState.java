package dev.cascade.payments.contract;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.PaymentKind;

/** Instructions and amounts inside stored state. */
final class InstructionState {

  private InstructionState() {}

  static void write(StateWriter out, Instruction it) {
    out.text(it.id())
        .constant(it.kind())
        .optional(it.originalId(), out::text)
        .optional(it.orderId(), out::text)
        .text(it.debtor())
        .text(it.creditor());
    writeMoney(out, it.amount());
    out.time(it.submittedAt());
  }

  static Instruction read(StateReader in) {
    return new Instruction(
        in.text(),
        in.constant(PaymentKind.class),
        in.optional(in::text),
        in.optional(in::text),
        in.text(),
        in.text(),
        readMoney(in),
        in.time());
  }

  static void writeMoney(StateWriter out, Money money) {
    out.number(money.minorUnits()).text(money.currency());
  }

  static Money readMoney(StateReader in) {
    return new Money(in.number(), in.text());
  }
}
