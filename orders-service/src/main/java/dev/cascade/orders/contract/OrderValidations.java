package dev.cascade.orders.contract;

import dev.cascade.orders.domain.Expectation;
import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.orders.domain.Reason;
import dev.cascade.orders.domain.Scoreboard;
import dev.cascade.orders.domain.Verdict;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.streams.serde.MappedSerde;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/** Topic order-validations: what the validators say, as far as an order can hold it. */
public final class OrderValidations {

  private OrderValidations() {}

  /** Verdicts, and announcements of a review, as events; read only. */
  public static Serde<OrderEvent> events(Serde<OrderValidation> wire) {
    return MappedSerde.readOnly(wire, OrderValidations::judgement);
  }

  static OrderEvent.Judgement judgement(OrderValidation validation) {
    int line = line(validation);
    List<Reason> reasons =
        validation.getReasons().stream()
            .limit(Scoreboard.MAX_REASONS)
            .map(OrderParts::domain)
            .toList();
    Instant reviewUntil = validation.getReviewUntil();
    return reviewUntil == null
        ? new OrderEvent.VerdictGiven(
            validation.getRule(), line, Verdict.valueOf(validation.getVerdict().name()), reasons)
        : new OrderEvent.ReviewAnnounced(validation.getRule(), line, reviewUntil, reasons);
  }

  private static int line(OrderValidation validation) {
    Integer line = validation.getLine();
    if (line != null && line <= Expectation.WHOLE_ORDER) {
      throw new IllegalArgumentException("A verdict on line " + line);
    }
    return line == null ? Expectation.WHOLE_ORDER : line;
  }
}
