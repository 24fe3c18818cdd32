package dev.cascade.orders.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.domain.Expectation;
import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.orders.domain.Scoreboard;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderValidationsTest {

  @Test
  void ofAForeignValidatorsReasonsAsManyAreReadAsAnOrderHolds() {
    List<Reason> many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> new Reason("foreign", "code-" + i, "detail"))
            .toList();

    var verdict = OrderValidations.judgement(validation(many));

    assertThat(verdict.reasons())
        .hasSize(Scoreboard.MAX_REASONS)
        .isEqualTo(
            many.subList(0, Scoreboard.MAX_REASONS).stream().map(OrderParts::domain).toList());
  }

  @Test
  void whatSaysUntilWhenAPersonDecidesIsNoVerdict() {
    OrderValidation validation = validation(List.of());
    validation.setVerdict(Verdict.ERROR);
    validation.setReviewUntil(Instant.EPOCH.plusSeconds(9));

    assertThat(OrderValidations.judgement(validation))
        .isEqualTo(
            new OrderEvent.ReviewAnnounced(
                "foreign", Expectation.WHOLE_ORDER, Instant.EPOCH.plusSeconds(9), List.of()));
  }

  private static OrderValidation validation(List<Reason> reasons) {
    return OrderValidation.newBuilder()
        .setOrderId("1")
        .setRule("foreign")
        .setVerdict(Verdict.FAIL)
        .setReasons(reasons)
        .setDecidedAt(Instant.EPOCH)
        .build();
  }
}
