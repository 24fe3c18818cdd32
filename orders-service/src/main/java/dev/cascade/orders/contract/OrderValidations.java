package dev.cascade.orders.contract;

import dev.cascade.orders.domain.Expectation;
import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.orders.domain.Scoreboard;
import dev.cascade.orders.domain.Verdict;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.streams.serde.MappedSerde;
import org.apache.kafka.common.serialization.Serde;

/** Topic order-validations: what the validators say, as far as an order can hold it. */
public final class OrderValidations {

  private OrderValidations() {}

  /** Verdicts as events; read only. */
  public static Serde<OrderEvent> events(Serde<OrderValidation> wire) {
    return MappedSerde.readOnly(wire, OrderValidations::verdict);
  }

  static OrderEvent.VerdictGiven verdict(OrderValidation validation) {
    Integer line = validation.getLine();
    if (line != null && line <= Expectation.WHOLE_ORDER) {
      throw new IllegalArgumentException("A verdict on line " + line);
    }
    return new OrderEvent.VerdictGiven(
        validation.getRule(),
        line == null ? Expectation.WHOLE_ORDER : line,
        Verdict.valueOf(validation.getVerdict().name()),
        validation.getReasons().stream()
            .limit(Scoreboard.MAX_REASONS)
            .map(OrderParts::domain)
            .toList());
  }
}
