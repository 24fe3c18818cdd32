package dev.cascade.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.inventory.domain.StockCommand.Adjust;
import dev.cascade.inventory.domain.StockCommand.OnLine;
import dev.cascade.inventory.domain.StockCommand.Release;
import dev.cascade.inventory.domain.StockCommand.Reserve;
import dev.cascade.inventory.domain.StockCommand.Ship;
import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Random histories of several products, with repeats, crashes and records that come too late. */
class StockHistoriesTest {

  private static final List<String> PRODUCTS = List.of("ipad", "jumper", "stocking");
  private static final Memory MEMORY = new Memory(Duration.ofMinutes(10), Duration.ofMinutes(20));

  @Test
  void stockIsNeverPromisedTwiceAndFinishedOrdersHoldNothing() {
    Seeds.forEach(3_000, seed -> new World(seed).live());
  }

  private record Step(String product, StockCommand command) {}

  private record Line(LineId id, String product, int quantity) {}

  /** The stores, as a transaction commits or aborts them together. */
  private record Stores(
      Map<String, Stock> stocks,
      Map<String, LineState> lines,
      Map<String, DecidedAdjustment> adjustments,
      Set<String> madeAdjustments) {

    Stores() {
      this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
    }

    Stores copy() {
      return new Stores(
          new HashMap<>(stocks),
          new HashMap<>(lines),
          new HashMap<>(adjustments),
          new HashSet<>(madeAdjustments));
    }
  }

  private static final class World {
    private final Seed seed;
    private final StockDecider decider = new StockDecider(MEMORY);
    private final Map<String, List<Step>> pending = new HashMap<>();
    private final Map<String, Optional<LineRefusal>> firstVerdicts = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    private Stores committed = new Stores();
    private Instant now = Instant.parse("2030-01-01T10:00:00Z");

    World(Seed seed) {
      this.seed = seed;
    }

    void live() {
      write();
      while (pending.values().stream().anyMatch(steps -> !steps.isEmpty())) {
        transaction();
      }
      assertThat(committed.lines().values().stream().filter(line -> !line.isFinal()).count())
          .as("lines that still hold stock")
          .isEqualTo(stillOpen());
    }

    /** Each order's commands stay in order for a product; orders and products interleave. */
    private void write() {
      PRODUCTS.forEach(product -> pending.put(product, new ArrayList<>()));
      List<List<Step>> streams = new ArrayList<>();
      for (int order = 0; order < seed.intBetween(1, 12); order++) {
        streams.add(order("o-" + order));
      }
      for (int adjustment = 0; adjustment < seed.intBetween(1, 10); adjustment++) {
        streams.add(List.of(adjustment()));
      }
      for (String product : PRODUCTS) {
        if (seed.chance(0.9)) {
          pending.get(product).add(new Step(product, new StockCommand.Offer()));
        }
      }
      interleave(streams);
    }

    private List<Step> order(String id) {
      Instant orderedAt = now.minusSeconds(seed.intBetween(0, 700));
      List<Line> lines = new ArrayList<>();
      for (int number = 1; number <= seed.intBetween(1, 3); number++) {
        lines.add(new Line(new LineId(id, number), seed.oneOf(PRODUCTS), seed.intBetween(0, 4)));
      }
      Function<Line, OnLine> reserve = line -> new Reserve(line.id(), line.quantity(), orderedAt);
      List<Function<Line, OnLine>> changes = new ArrayList<>(List.of(reserve));
      if (seed.chance(0.8)) {
        changes.add(
            seed.chance(0.5) ? line -> new Release(line.id()) : line -> new Ship(line.id()));
        ended.add(id);
        if (seed.chance(0.2)) {
          changes.add(reserve); // a dead letter is replayed after the end
        }
        if (seed.chance(0.1)) {
          changes.removeFirst(); // the record of the creation was poison
        }
      }
      return changes.stream()
          .flatMap(
              change -> lines.stream().map(line -> new Step(line.product(), change.apply(line))))
          .toList();
    }

    private Step adjustment() {
      Instant askedAt = now.minusSeconds(seed.intBetween(0, 1_300));
      return new Step(
          seed.oneOf(PRODUCTS), new Adjust(seed.id("adj", 5), seed.intBetween(-6, 12), askedAt));
    }

    private void interleave(List<List<Step>> streams) {
      List<List<Step>> left = new ArrayList<>();
      streams.forEach(stream -> left.add(new ArrayList<>(stream)));
      while (!left.isEmpty()) {
        List<Step> stream = seed.oneOf(left);
        if (stream.isEmpty()) {
          left.remove(stream);
        } else {
          Step step = stream.removeFirst();
          pending.get(step.product()).add(step);
          if (seed.chance(0.15)) {
            pending.get(step.product()).add(step);
          }
        }
      }
    }

    /** A few records of one product; a crash loses the stores' writes and reads them again. */
    private void transaction() {
      String product = seed.oneOf(PRODUCTS);
      List<Step> steps = pending.get(product);
      int count = Math.min(steps.size(), seed.intBetween(1, 5));
      Stores uncommitted = committed.copy();
      List<LineVerdict> verdicts = new ArrayList<>();
      for (Step step : steps.subList(0, count)) {
        apply(uncommitted, step, verdicts);
        forget(uncommitted);
      }
      if (seed.chance(0.25)) {
        return;
      }
      committed = uncommitted;
      verdicts.forEach(this::checkVerdict);
      steps.subList(0, count).clear();
      committed.stocks().values().forEach(World::checkStock);
      committed.stocks().forEach(this::checkHeld);
      now = now.plusSeconds(seed.intBetween(0, 30));
    }

    private void apply(Stores stores, Step step, List<LineVerdict> verdicts) {
      Stock stock = stores.stocks().getOrDefault(step.product(), Stock.NONE);
      switch (step.command()) {
        case OnLine command -> {
          String key = step.product() + "|" + command.line();
          LineDecision decision =
              decider.decide(stock, Optional.ofNullable(stores.lines().get(key)), command, now);
          stores.lines().put(key, decision.line());
          stores.stocks().put(step.product(), decision.stock());
          decision.verdict().ifPresent(verdicts::add);
          checkMovement(stock, decision, command);
        }
        case Adjust adjust -> {
          String key = step.product() + "|" + adjust.adjustmentId();
          AdjustmentDecision decision =
              decider.decide(
                  stock, Optional.ofNullable(stores.adjustments().get(key)), adjust, now);
          boolean known = stores.adjustments().put(key, decision.decided()) != null;
          stores.stocks().put(step.product(), decision.stock());
          if (known) {
            assertThat(decision.stock().onHand()).isEqualTo(stock.onHand());
          }
          if (decision.stock().onHand() != stock.onHand()) {
            assertThat(stores.madeAdjustments().add(step.product() + "|" + adjust))
                .as("made once, whatever was forgotten: " + adjust)
                .isTrue();
          }
        }
        case StockCommand.Offer _ -> stores.stocks().put(step.product(), decider.offer(stock));
        case StockCommand.Withdraw _ ->
            stores.stocks().put(step.product(), decider.withdraw(stock));
      }
    }

    private static void checkMovement(Stock before, LineDecision decision, OnLine command) {
      long moved = decision.stock().onHand() - before.onHand();
      switch (command) {
        case Reserve _, Release _ -> assertThat(moved).isZero();
        case Ship _ -> assertThat(moved).isEqualTo(decision.stock().reserved() - before.reserved());
      }
    }

    private void forget(Stores stores) {
      if (seed.chance(0.3)) {
        stores.lines().values().removeIf(line -> MEMORY.mayForget(line, now));
        stores.adjustments().values().removeIf(decided -> MEMORY.mayForget(decided, now));
      }
    }

    /** A line that was told two different things would be counted by luck. */
    private void checkVerdict(LineVerdict verdict) {
      Optional<LineRefusal> first =
          firstVerdicts.putIfAbsent(verdict.line().toString(), verdict.refusal());
      boolean late = verdict.refusal().equals(Optional.of(LineRefusal.TOO_LATE));
      if (first != null && !late) {
        assertThat(verdict.refusal()).as("repeated verdict on " + verdict.line()).isEqualTo(first);
      }
    }

    private static void checkStock(Stock stock) {
      assertThat(stock.reserved()).isBetween(0L, stock.onHand());
    }

    private void checkHeld(String product, Stock stock) {
      long held =
          committed.lines().entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(product + "|"))
              .filter(entry -> entry.getValue() instanceof LineState.Held)
              .mapToLong(entry -> ((LineState.Held) entry.getValue()).quantity())
              .sum();
      assertThat(stock.reserved()).as("reserved of " + product).isEqualTo(held);
    }

    private long stillOpen() {
      return committed.lines().entrySet().stream()
          .filter(entry -> entry.getValue() instanceof LineState.Held)
          .filter(entry -> ended.stream().noneMatch(id -> entry.getKey().contains("=" + id + ",")))
          .count();
    }
  }
}
