package dev.cascade.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.inventory.domain.LineState.Held;
import dev.cascade.inventory.domain.LineState.Refused;
import dev.cascade.inventory.domain.LineState.Released;
import dev.cascade.inventory.domain.LineState.Shipped;
import dev.cascade.inventory.domain.StockCommand.Adjust;
import dev.cascade.inventory.domain.StockCommand.Release;
import dev.cascade.inventory.domain.StockCommand.Reserve;
import dev.cascade.inventory.domain.StockCommand.Ship;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockDeciderTest {

  private static final Instant NOW = Instant.parse("2030-01-01T10:00:00Z");
  private static final Memory MEMORY = new Memory(Duration.ofHours(1), Duration.ofDays(7));
  private static final LineId LINE = new LineId("o-1", 1);

  private final StockDecider decider = new StockDecider(MEMORY);

  private static Stock stock(long onHand, long reserved) {
    return new Stock(true, onHand, reserved, Optional.empty(), 7);
  }

  private LineDecision decide(Stock stock, LineState before, StockCommand.OnLine command) {
    return decider.decide(stock, Optional.ofNullable(before), command, NOW);
  }

  private static Reserve reserve(int quantity) {
    return new Reserve(LINE, quantity, NOW);
  }

  private static Adjust adjust(String id, long delta) {
    return new Adjust(id, delta, NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 10, ",
    "10, 9, 1, ",
    "10, 10, 1, out-of-stock",
    "10, 9, 2, out-of-stock",
    "0, 0, 1, out-of-stock",
    "10, 0, 0, invalid-quantity",
    "10, 0, -1, invalid-quantity",
    "10, 0, 2147483647, out-of-stock",
    "9223372036854775807, 9223372036854775806, 1, "
  })
  void aLineIsReservedExactlyWhenEnoughIsAvailable(
      long onHand, long reserved, int quantity, String refusal) {
    LineDecision decision = decide(stock(onHand, reserved), null, reserve(quantity));

    assertThat(decision.verdict().orElseThrow().refusal().map(LineRefusal::code))
        .isEqualTo(Optional.ofNullable(refusal));
    assertThat(decision.stock().reserved())
        .isEqualTo(refusal == null ? reserved + quantity : reserved);
    assertThat(decision.stock().onHand()).isEqualTo(onHand);
  }

  @Test
  void aProductThatIsNotOfferedIsRefusedEvenWhenPiecesAreThere() {
    Stock unknown = new Stock(false, 10, 0, Optional.empty(), 1);

    assertThat(decide(unknown, null, reserve(1)).line())
        .isEqualTo(new Refused(LineRefusal.UNKNOWN_PRODUCT, NOW));
  }

  @Test
  void aRepeatedReservationPassesAgainAndTakesNothing() {
    LineDecision again = decide(stock(10, 3), new Held(3, NOW), reserve(3));

    assertThat(again.effect()).isEqualTo(LineEffect.REPEATED);
    assertThat(again.stock()).isEqualTo(stock(10, 3));
    assertThat(again.verdict().orElseThrow().refusal()).isEmpty();
  }

  @Test
  void aRefusedLineIsRefusedAgainThoughStockHasCome() {
    LineDecision again =
        decide(stock(10, 0), new Refused(LineRefusal.OUT_OF_STOCK, NOW), reserve(3));

    assertThat(again.stock()).isEqualTo(stock(10, 0));
    assertThat(again.verdict().orElseThrow().refusal()).contains(LineRefusal.OUT_OF_STOCK);
  }

  @Test
  void aReservationAfterTheOrdersEndHoldsNothingAndSaysNothing() {
    LineState ended = decide(stock(10, 0), null, new Release(LINE)).line();
    LineDecision late = decide(stock(10, 0), ended, reserve(3));

    assertThat(late.stock()).isEqualTo(stock(10, 0));
    assertThat(late.line()).isEqualTo(new Released(NOW));
    assertThat(late.verdict()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3599999, false", "3600000, true"})
  void aReservationOlderThanWhatIsRememberedIsRefused(long ageMillis, boolean late) {
    Reserve old = new Reserve(LINE, 1, NOW.minusMillis(ageMillis));

    assertThat(decide(stock(10, 0), null, old).verdict().orElseThrow().refusal())
        .isEqualTo(late ? Optional.of(LineRefusal.TOO_LATE) : Optional.empty());
  }

  @Test
  void aReleaseGivesBackExactlyWhatWasHeldOnce() {
    LineDecision released = decide(stock(10, 5), new Held(3, NOW), new Release(LINE));
    LineDecision again = decide(released.stock(), released.line(), new Release(LINE));

    assertThat(released.stock().reserved()).isEqualTo(2);
    assertThat(released.stock().onHand()).isEqualTo(10);
    assertThat(again.stock()).isEqualTo(released.stock());
    assertThat(again.effect()).isEqualTo(LineEffect.REPEATED);
  }

  @Test
  void aShipmentTakesWhatWasHeldOutOfTheWarehouseOnce() {
    LineDecision shipped = decide(stock(10, 5), new Held(3, NOW), new Ship(LINE));
    LineDecision again = decide(shipped.stock(), shipped.line(), new Ship(LINE));

    assertThat(shipped.stock().reserved()).isEqualTo(2);
    assertThat(shipped.stock().onHand()).isEqualTo(7);
    assertThat(shipped.line()).isEqualTo(new Shipped(NOW));
    assertThat(again.stock()).isEqualTo(shipped.stock());
  }

  @Test
  void aShipmentOfALineThatHoldsNothingMovesNothing() {
    assertThat(decide(stock(10, 5), null, new Ship(LINE)).stock()).isEqualTo(stock(10, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 4, -6, ",
    "10, 4, -7, below-reserved",
    "10, 4, -10, below-reserved",
    "10, 4, -11, below-zero",
    "0, 0, 0, ",
    "0, 0, -1, below-zero",
    "0, 0, -9223372036854775808, below-zero",
    "10, 4, 9223372036854775797, ",
    "10, 4, 9223372036854775798, too-many",
    "0, 0, 9223372036854775807, "
  })
  void anAdjustmentKeepsWhatIsPromised(long onHand, long reserved, long delta, String refusal) {
    AdjustmentDecision decision =
        decider.decide(stock(onHand, reserved), Optional.empty(), adjust("a", delta), NOW);

    assertThat(decision.decided().refusal().map(AdjustmentRefusal::code))
        .isEqualTo(Optional.ofNullable(refusal));
    assertThat(decision.stock().onHand()).isEqualTo(refusal == null ? onHand + delta : onHand);
    assertThat(decision.stock().lastAdjustment().orElseThrow().accepted())
        .isEqualTo(refusal == null);
  }

  @Test
  void aRepeatedAdjustmentSaysAgainWhatWasDecidedAndChangesNothing() {
    AdjustmentDecision first = decider.decide(stock(10, 0), Optional.empty(), adjust("a", 5), NOW);
    AdjustmentDecision again =
        decider.decide(first.stock(), Optional.of(first.decided()), adjust("a", 5), NOW);

    assertThat(again.stock().onHand()).isEqualTo(15);
    assertThat(again.stock().version()).isEqualTo(first.stock().version() + 1);
    assertThat(again.stock().lastAdjustment().orElseThrow().accepted()).isTrue();
    assertThat(again.stock().lastAdjustment().orElseThrow().repeated()).isTrue();
  }

  @Test
  void anAdjustmentsIdCannotStandForAnotherChange() {
    AdjustmentDecision first = decider.decide(stock(10, 0), Optional.empty(), adjust("a", 5), NOW);
    AdjustmentDecision other =
        decider.decide(first.stock(), Optional.of(first.decided()), adjust("a", 6), NOW);

    assertThat(other.stock().onHand()).isEqualTo(15);
    assertThat(other.stock().lastAdjustment().orElseThrow().refusal())
        .contains(AdjustmentRefusal.ID_REUSED);
    assertThat(other.decided()).isEqualTo(first.decided());
  }

  @Test
  void anAdjustmentOlderThanWhatIsRememberedIsRefused() {
    Adjust old = new Adjust("a", 5, NOW.minus(Duration.ofDays(7)));

    assertThat(decider.decide(stock(10, 0), Optional.empty(), old, NOW).decided().refusal())
        .contains(AdjustmentRefusal.TOO_LATE);
  }

  @Test
  void onlyWhatHasEndedMayBeForgotten() {
    Instant past = NOW.minus(Duration.ofDays(400));

    assertThat(MEMORY.mayForget(new Held(1, past), NOW)).isFalse();
    assertThat(MEMORY.mayForget(new Released(past), NOW)).isTrue();
    assertThat(MEMORY.mayForget(new Released(NOW.minus(Duration.ofHours(1))), NOW)).isFalse();
  }

  @Test
  void aProductIsAnnouncedWhenItIsFirstOfferedAndNotAgain() {
    Stock first = decider.offer(Stock.NONE);

    assertThat(first.version()).isEqualTo(1);
    assertThat(decider.offer(first)).isEqualTo(first);
    assertThat(decider.withdraw(first).offered()).isFalse();
  }
}
