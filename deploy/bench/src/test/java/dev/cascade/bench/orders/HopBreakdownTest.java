package dev.cascade.bench.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.bench.orders.HopBreakdown.Hop;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopBreakdownTest {

  @Test
  void validationIsMeasuredFromTheLastVerdictWhicheverThatIs() {
    Timeline order = new Timeline();
    order.reach(Mark.DUE, 1_000);
    order.reach(Mark.DETAILS_SEEN, 40_000);
    order.reach(Mark.FRAUD_SEEN, 90_000);
    order.reach(Mark.INVENTORY_SEEN, 60_000);
    order.reach(Mark.VALIDATED, 95_000);

    HopBreakdown breakdown = HopBreakdown.of(List.of(order));

    assertThat(breakdown.hops())
        .singleElement()
        .satisfies(hop -> {
          assertThat(hop.name()).isEqualTo("last verdict visible -> VALIDATED decided");
          assertThat(hop.took().max()).isBetween(5_000L, 5_010L);
          assertThat(hop.reached().max()).isBetween(93_900L, 94_100L);
        });
  }

  @Test
  void anOrderOfTheWarmUpIsLeftOut() {
    Timeline order = new Timeline();
    order.reach(Mark.REQUESTED, 1_000);
    order.reach(Mark.CREATED, 2_000);

    assertThat(HopBreakdown.of(List.of(order)).hops()).isEmpty();
  }

  @Test
  void aRecordsTimeInWholeMillisecondsNeverMakesAStepNegative() {
    Timeline order = new Timeline();
    order.reach(Mark.DUE, 1_999);
    order.reach(Mark.REQUESTED, 1_000);

    assertThat(HopBreakdown.of(List.of(order)).hops())
        .extracting(Hop::took)
        .allSatisfy(took -> assertThat(took.max()).isZero());
  }
}
