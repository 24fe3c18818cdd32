package dev.cascade.inventory.contract;

import dev.cascade.inventory.domain.LineRefusal;
import dev.cascade.inventory.domain.LineVerdict;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.Verdict;
import java.util.List;

/** Inventory's verdicts in {@code order-validations}. */
final class Verdicts {

  /** Name of the validation rule. */
  static final String RULE = "inventory";

  private Verdicts() {}

  static OrderValidation toAvro(LineVerdict verdict) {
    return OrderValidation.newBuilder()
        .setOrderId(verdict.line().orderId())
        .setRule(RULE)
        .setLine(verdict.line().number())
        .setVerdict(verdict.refusal().isEmpty() ? Verdict.PASS : Verdict.FAIL)
        .setReasons(
            verdict.refusal().map(refusal -> List.of(reason(verdict, refusal))).orElse(List.of()))
        .setDecidedAt(verdict.decidedAt())
        .build();
  }

  private static Reason reason(LineVerdict verdict, LineRefusal refusal) {
    return Reason.newBuilder()
        .setSource(RULE)
        .setCode(refusal.code())
        .setDetail("Line " + verdict.line().number() + ": " + refusal.detail())
        .build();
  }
}
