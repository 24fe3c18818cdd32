package dev.cascade.fraud.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.fraud.domain.SpendingEvent.Placed;
import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FraudDeciderTest {

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long LIMIT = 200_000;

  private final FraudDecider decider = new FraudDecider(new SpendingWindow(HOUR));
  private final RememberedOrders orders = new RememberedOrders(decider, eur(LIMIT));
  private int ids;

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "1, true",
    "199999, true",
    "200000, true",
    "200001, false",
    "9223372036854775807, false",
    "-1, true",
    "-9223372036854775808, true",
  })
  void anOrderMayReachTheLimitAndNotPassItByACent(long cents, boolean passes) {
    assertThat(place(NOON, cents).isEmpty()).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource({"99999, true", "100000, true", "100001, false"})
  void theOrdersOfAnHourCountTogetherToTheCent(long cents, boolean passes) {
    place(NOON, 60_000);
    place(NOON.plusSeconds(60), 40_000);

    assertThat(place(NOON.plusSeconds(120), cents).isEmpty()).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "3599998, false", "3599999, false", "3600000, true"})
  void anOrderLeavesTheHourToTheMillisecond(long millisLater, boolean passes) {
    place(NOON, LIMIT);

    assertThat(place(NOON.plusMillis(millisLater), 1).isEmpty()).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "3599999, false", "3600000, true", "3600001, true"})
  void aLateOrderIsHeldAgainstTheHoursThatItFallsIn(long millisEarlier, boolean passes) {
    place(NOON, LIMIT);

    assertThat(place(NOON.minusMillis(millisEarlier), 1).isEmpty()).isEqualTo(passes);
  }

  @Test
  void aRefusedOrderSaysWhatItWouldHaveComeToAndDoesNotCount() {
    place(NOON, 150_000);

    Optional<Excess> excess = place(NOON.plusSeconds(1), 50_001);

    assertThat(excess).contains(new Excess(eur(200_001), eur(LIMIT)));
    assertThat(place(NOON.plusSeconds(2), 50_000)).isEmpty();
  }

  @Test
  void anOrderThatEndsGivesItsValueBackOnce() {
    orders.place(order("a", NOON, LIMIT));
    orders.giveBack("a");
    orders.giveBack("a");

    assertThat(place(NOON.plusSeconds(1), LIMIT)).isEmpty();
    assertThat(place(NOON.plusSeconds(1), 1)).isPresent();
  }

  @Test
  void aRefusedOrderHasNothingToGiveBack() {
    place(NOON, LIMIT);
    orders.place(order("refused", NOON, 5));
    orders.giveBack("refused");

    assertThat(place(NOON, 1)).isPresent();
  }

  @Test
  void aRepeatedOrderChangesNothingAndGetsTheSameVerdict() {
    orders.place(order("a", NOON, 150_000));
    Optional<Excess> refused = orders.place(order("b", NOON, 60_000));
    orders.giveBack("a");

    assertThat(orders.place(order("a", NOON, 150_000))).isEmpty();
    assertThat(orders.place(order("b", NOON, 60_000))).isEqualTo(refused).isPresent();
    assertThat(orders.spending().total()).isZero();
  }

  @Test
  void anOrderThatARefusalDoesNotEndCounts() {
    orders.place(new Placed("free", NOON, eur(LIMIT + 1), false));

    assertThat(place(NOON, 1)).isPresent();
  }

  @Test
  void aClockFarInTheFutureDoesNotBlindTheHour() {
    place(NOON.plus(Duration.ofDays(3650)), 1);
    place(NOON, LIMIT);

    assertThat(place(NOON.plusSeconds(1), 1)).isPresent();
  }

  @Test
  void anyHistoryIsJudgedAsIfEachHourWereAddedUpAnew() {
    Seeds.forEach(
        2_000,
        seed -> {
          RememberedOrders remembered = new RememberedOrders(decider, eur(1_000));
          Map<String, Placed> live = new HashMap<>();
          List<Placed> seen = new ArrayList<>();
          Instant clock = NOON;
          for (int step = 0; step < 60; step++) {
            clock = clock.plusMillis(seed.oneOf(0, 1, 60_000, 1_200_000, 3_599_999, 3_600_000));
            Placed order = nextOrder(seed, clock, seen);
            boolean repeated = seen.contains(order);
            seen.add(order);
            Optional<Long> expected = repeated ? Optional.empty() : overLimit(live, order, 1_000);
            RememberedOrders committed = remembered.copy();

            Optional<Excess> excess = remembered.place(order);
            if (seed.chance(0.2)) {
              remembered = committed;
              assertThat(remembered.place(order)).as("after a crash").isEqualTo(excess);
            }
            if (!repeated) {
              assertThat(excess.map(over -> over.total().minorUnits())).isEqualTo(expected);
              if (excess.isEmpty()) {
                live.put(order.orderId(), order);
              }
            }
            if (seed.chance(0.2)) {
              String ended = seed.oneOf(seen).orderId();
              remembered.giveBack(ended);
              live.remove(ended);
            }
            assertThat(fullestHour(live)).isLessThanOrEqualTo(1_000);
            assertThat(remembered.spending().total())
                .isEqualTo(sum(live, remembered.spending().head()));
          }
        });
  }

  private Placed nextOrder(Seed seed, Instant clock, List<Placed> seen) {
    if (!seen.isEmpty() && seed.chance(0.1)) {
      return seed.oneOf(seen);
    }
    Instant createdAt =
        seed.chance(0.3) ? clock.minusMillis(seed.longBetween(0, 4_000_000)) : clock;
    return order("o-" + ids++, createdAt, seed.oneOf(0L, 1L, 100L, 400L, 999L, 1_000L, 1_001L));
  }

  /** Adds up each hour that the order falls in. */
  private static Optional<Long> overLimit(Map<String, Placed> live, Placed order, long limit) {
    long fullest =
        Stream.concat(
                Stream.of(order.createdAt()),
                live.values().stream()
                    .map(Placed::createdAt)
                    .filter(end ->
                        end.isAfter(order.createdAt())
                            && end.isBefore(order.createdAt().plus(HOUR))))
            .mapToLong(end -> sum(live, end) + order.value().minorUnits())
            .max()
            .orElseThrow();
    return fullest > limit ? Optional.of(fullest) : Optional.empty();
  }

  private static long fullestHour(Map<String, Placed> live) {
    return live.values().stream()
        .map(Placed::createdAt)
        .max(Comparator.comparingLong(end -> sum(live, end)))
        .map(end -> sum(live, end))
        .orElse(0L);
  }

  private static long sum(Map<String, Placed> live, Instant end) {
    return live.values().stream()
        .filter(
            order -> order.createdAt().isAfter(end.minus(HOUR)) && !order.createdAt().isAfter(end))
        .mapToLong(order -> order.value().minorUnits())
        .sum();
  }

  private Optional<Excess> place(Instant createdAt, long cents) {
    return orders.place(order("o-" + ids++, createdAt, cents));
  }

  private static Placed order(String id, Instant createdAt, long cents) {
    return new Placed(id, createdAt, eur(cents), true);
  }

  private static Money eur(long cents) {
    return new Money(cents, EUR);
  }
}
