package dev.cascade.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomHistoriesTest {

  private static final int HISTORIES = 5_000;
  private static final Duration LONGER_THAN_ALL = Duration.ofDays(40);

  @Test
  void everyOrderEndsOnceAndItsRecordsTellAGaplessLegalStory() {
    Seeds.forEach(
        HISTORIES,
        seed -> {
          ToldOrder order = aHistory(seed);
          afterAllDeadlines(order);

          assertThat(order.state().isFinal()).as("ends").isTrue();
          assertVersionsAreGapless(order.told);
          assertTransitionsAreLegal(order.told);
        });
  }

  @Test
  void anOrderIsValidatedIfAndOnlyIfTheFirstVerdictOnEveryExpectationPassedInTime() {
    Seeds.forEach(
        HISTORIES,
        seed -> {
          int lines = seed.intBetween(1, 3);
          ToldOrder order = ToldOrder.created(lines);
          List<OrderEvent.VerdictGiven> verdicts =
              seed.shuffled(seed.withRepeats(someVerdicts(seed, lines), 0.3));

          boolean expected = allExpectationsPassFirst(verdicts, lines);
          verdicts.forEach(order::after);
          order.waiting(SomeOrders.VERDICT);

          assertThat(order.told.stream().anyMatch(s -> s.state() == OrderState.VALIDATED))
              .isEqualTo(expected);
          assertThat(order.state() == OrderState.FAILED).isEqualTo(!expected);
        });
  }

  @Test
  void everyOrderIsAnnouncedOnceAndItsEndAtMostOnceAfterThat() {
    Seeds.forEach(
        HISTORIES,
        seed -> {
          ToldOrder order = aHistory(seed);
          afterAllDeadlines(order);

          assertThat(order.told.stream().flatMap(told -> CustomerOrderChange.of(told).stream()))
              .extracting(CustomerOrderChange::kind)
              .isEqualTo(
                  order.state() == OrderState.SHIPPED
                      ? List.of(CustomerOrderChange.Kind.PLACED)
                      : List.of(CustomerOrderChange.Kind.PLACED, CustomerOrderChange.Kind.ENDED));
          for (OrderLine line : order.last().head().content().lines()) {
            assertThat(order.told.stream().flatMap(told -> LineChange.of(told).stream()))
                .filteredOn(change -> change.line().equals(line))
                .extracting(LineChange::kind)
                .containsExactly(
                    LineChange.Kind.ORDERED,
                    order.state() == OrderState.SHIPPED
                        ? LineChange.Kind.SHIPPED
                        : LineChange.Kind.ENDED);
          }
        });
  }

  private static boolean allExpectationsPassFirst(
      List<OrderEvent.VerdictGiven> verdicts, int lines) {
    Set<String> passed = new HashSet<>();
    Set<String> spoken = new HashSet<>();
    for (OrderEvent.VerdictGiven verdict : verdicts) {
      String key = verdict.rule() + "/" + verdict.line();
      if (spoken.add(key) && verdict.verdict() == Verdict.PASS) {
        passed.add(key);
      }
    }
    Set<String> needed = new HashSet<>(Set.of("order-details/0", "fraud/0"));
    for (int line = 1; line <= lines; line++) {
      needed.add("inventory/" + line);
    }
    return passed.containsAll(needed);
  }

  /** Mostly complete and passing, with contradictions and verdicts that nobody waits for. */
  private static List<OrderEvent.VerdictGiven> someVerdicts(Seed seed, int lines) {
    List<OrderEvent.VerdictGiven> verdicts = new ArrayList<>();
    for (String rule : List.of("order-details", "fraud", "unheard-of")) {
      addVerdict(seed, verdicts, rule, Expectation.WHOLE_ORDER);
    }
    for (int line = 1; line <= lines + 1; line++) {
      addVerdict(seed, verdicts, "inventory", line);
    }
    if (seed.chance(0.2)) {
      addVerdict(seed, verdicts, "fraud", Expectation.WHOLE_ORDER);
    }
    return verdicts;
  }

  private static void addVerdict(
      Seed seed, List<OrderEvent.VerdictGiven> verdicts, String rule, int line) {
    if (seed.chance(0.95)) {
      verdicts.add(
          seed.chance(0.9)
              ? SomeOrders.pass(rule, line)
              : SomeOrders.fail(rule, line, seed.oneOf("no", "never")));
    }
  }

  /** Anything at any time: requests, verdicts, outcomes, and time, in no sensible order. */
  private static ToldOrder aHistory(Seed seed) {
    int lines = seed.intBetween(0, 3);
    ToldOrder order = new ToldOrder(SomeOrders.RULES).after(SomeOrders.wanted("1", lines));
    List<OrderEvent> verdicts = new ArrayList<>(someVerdicts(seed, lines));
    List<OrderEvent> events = new ArrayList<>(seed.shuffled(verdicts));
    events.addAll(seed.listOf(seed.intBetween(0, 12), () -> anyEvent(seed)));
    List<OrderEvent> sent = seed.withRepeats(events, 0.2);
    for (OrderEvent event : seed.chance(0.5) ? sent : seed.shuffled(sent)) {
      order.after(event);
      if (seed.chance(0.1)) {
        order.waiting(Duration.ofMillis(seed.longBetween(1, SomeOrders.VERDICT.toMillis())));
      }
    }
    return order;
  }

  private static OrderEvent anyEvent(Seed seed) {
    return switch (seed.intBetween(0, 8)) {
      case 8 ->
          SomeOrders.review(
              seed.oneOf("fraud", "unheard-of"),
              SomeOrders.NOON.plusSeconds(seed.longBetween(0, 10_000)));
      case 0 -> SomeOrders.wanted("1", 2);
      case 1 -> SomeOrders.cancel();
      case 2 -> new OrderEvent.ShipmentWanted();
      case 3, 4 -> new OrderEvent.Paid();
      case 5 -> new OrderEvent.PaymentRefused(null);
      case 6 -> new OrderEvent.Refunded();
      default -> new OrderEvent.TimePassed();
    };
  }

  /** One pass for each state that can still have a deadline; never so long that it is forgotten. */
  private static void afterAllDeadlines(ToldOrder order) {
    for (int step = 0; step < 4 && !order.state().isFinal(); step++) {
      order.waiting(LONGER_THAN_ALL);
    }
  }

  private static void assertVersionsAreGapless(List<OrderSnapshot> told) {
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i).head().version()).isEqualTo(i + 1);
      if (i > 0) {
        assertThat(told.get(i).previousState()).isEqualTo(told.get(i - 1).state());
        assertThat(told.get(i).head().position().offset())
            .isGreaterThanOrEqualTo(told.get(i - 1).head().position().offset());
      }
    }
  }

  private static void assertTransitionsAreLegal(List<OrderSnapshot> told) {
    for (OrderSnapshot snapshot : told) {
      OrderState from = snapshot.previousState();
      if (from != null && snapshot.isTransition()) {
        assertThat(from.isFinal()).as("%s follows %s", snapshot.state(), from).isFalse();
        assertThat(legalAfter(from)).contains(snapshot.state());
      }
    }
  }

  private static Set<OrderState> legalAfter(OrderState from) {
    return switch (from) {
      case CREATED -> Set.of(OrderState.VALIDATED, OrderState.FAILED, OrderState.CANCELLED);
      case VALIDATED -> Set.of(OrderState.CONFIRMED, OrderState.FAILED, OrderState.CANCELLED);
      case CONFIRMED -> Set.of(OrderState.SHIPPED, OrderState.CANCELLED);
      case SHIPPED, FAILED, CANCELLED -> Set.of();
    };
  }
}
