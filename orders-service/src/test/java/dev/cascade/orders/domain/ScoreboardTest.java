package dev.cascade.orders.domain;

import static dev.cascade.orders.domain.SomeOrders.fail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.domain.OrderEvent.VerdictGiven;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreboardTest {

  @Test
  void aForeignValidatorCannotMakeAnOrderGrowWithoutBound() {
    List<Reason> many =
        IntStream.range(0, 1_000).mapToObj(i -> new Reason("fraud", "no-" + i, "No.")).toList();
    Scoreboard board = Scoreboard.expecting(SomeOrders.RULES, lines(), SomeOrders.NOON);

    Scoreboard after =
        board
            .after(new VerdictGiven("fraud", Expectation.WHOLE_ORDER, Verdict.FAIL, many))
            .orElseThrow()
            .after(fail("inventory", 1, "out-of-stock"))
            .orElseThrow();

    assertThat(after.reasons()).hasSize(Scoreboard.MAX_REASONS);
    assertThat(after.reasonsAt(Instant.MAX)).hasSize(Scoreboard.MAX_REASONS);
    assertThat(after.refused()).isTrue();
  }

  @Test
  void anExpectationIsOverdueFromItsDeadlineOn() {
    Scoreboard board = Scoreboard.expecting(SomeOrders.RULES, lines(), SomeOrders.NOON);

    assertThat(board.reasonsAt(SomeOrders.NOON.plus(SomeOrders.VERDICT).minusNanos(1))).isEmpty();
    assertThat(board.reasonsAt(SomeOrders.NOON.plus(SomeOrders.VERDICT)))
        .extracting(Reason::source)
        .containsExactly("order-details", "fraud", "inventory");
  }

  private static List<OrderLine> lines() {
    return SomeOrders.content(1).lines();
  }
}
