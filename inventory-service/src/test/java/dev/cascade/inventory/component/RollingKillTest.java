package dev.cascade.inventory.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.inventory.Products;
import dev.cascade.inventory.TestOrder;
import dev.cascade.inventory.TestOrder.Line;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.StockLevel;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Three instances on a real broker, each killed once while orders come in. What they wrote is then
 * checked against the orders, from the topics alone.
 */
class RollingKillTest {

  private static final int INSTANCES = 3;
  private static final int ORDERS_PER_PHASE = 120;
  private static final long PIECES = 150;

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final List<String> products =
      List.of("hot-" + id, "hot-" + id, "hot-" + id, "warm-" + id, "cool-" + id);
  private final Path folder = Path.of("target", "rolling-kill", id).toAbsolutePath();
  private final Map<String, Process> instances = new HashMap<>();
  private final Map<String, TestOrder> orders = new HashMap<>();
  private final Map<String, LineChange> ends = new HashMap<>();
  private final TopicWriter writer = platform.writer();

  @AfterEach
  void stop() {
    instances.values().forEach(Process::destroyForcibly);
    writer.close();
  }

  @Test
  void killsLoseNothingAndDoNothingTwice() {
    Seeds.forEach(
        1,
        seed -> {
          for (int number = 1; number <= INSTANCES; number++) {
            start("drill-" + number);
          }
          stock();
          load(seed);
          for (String name : List.copyOf(instances.keySet())) {
            instances.get(name).destroyForcibly().waitFor();
            load(seed);
            start(name);
            load(seed);
          }
          Map<String, OrderValidation> verdicts = verdicts();
          everyProductIsAsItsOrdersSay(verdicts);
        });
  }

  private void start(String name) {
    Process before =
        instances.put(
            name,
            ReservationsInstance.start(
                platform.bootstrapServers(), platform.registryUrl(), folder, name));
    assertThat(before == null || !before.isAlive()).as(name + " runs once").isTrue();
  }

  private void stock() {
    for (String product : Set.copyOf(products)) {
      writer.send(Topics.PRODUCTS, product, Products.product(product));
      writer.send(
          Topics.STOCK_ADJUSTMENTS,
          product,
          Products.adjustment(product, "initial", PIECES, Instant.now()));
    }
    try (TopicReader<StockLevel> levels = levels()) {
      levels.awaitRecords(3, level -> level.key().endsWith(id) && level.present().getOnHand() > 0);
    }
  }

  private void load(Seed seed) {
    for (int i = 0; i < ORDERS_PER_PHASE; i++) {
      String orderId = "o-" + orders.size() + "-" + id;
      Line[] lines = new Line[seed.intBetween(1, 3)];
      for (int line = 0; line < lines.length; line++) {
        lines[line] = TestOrder.line(line + 1, seed.oneOf(products), seed.intBetween(1, 2));
      }
      TestOrder order = TestOrder.of(orderId, Instant.now(), lines);
      orders.put(orderId, order);
      say(order.ordered());
      if (seed.chance(0.8)) {
        LineChange end =
            seed.oneOf(LineChange.ENDED, LineChange.ENDED, LineChange.ENDED, LineChange.SHIPPED);
        ends.put(orderId, end);
        say(order.changed(end));
      }
    }
  }

  private void say(List<OrderLineChange> changes) {
    changes.forEach(change -> writer.send(Topics.ORDER_LINES, change.getProductId(), change));
  }

  /** One verdict for each line, and no second one. */
  private Map<String, OrderValidation> verdicts() {
    int expected = orders.values().stream().mapToInt(order -> order.lines().size()).sum();
    try (TopicReader<OrderValidation> topic =
        platform.reader(Topics.ORDER_VALIDATIONS, OrderValidation.class)) {
      List<OrderValidation> all = new ArrayList<>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(() -> {
            all.clear();
            topic.readToEnd().stream()
                .filter(record -> orders.containsKey(record.key()))
                .map(ReceivedRecord::present)
                .forEach(all::add);
            assertThat(all).hasSizeGreaterThanOrEqualTo(expected);
          });
      Map<String, OrderValidation> byLine = new HashMap<>();
      for (OrderValidation verdict : all) {
        assertThat(byLine.put(verdict.getOrderId() + "#" + verdict.getLine(), verdict))
            .as("second verdict on " + verdict)
            .isNull();
      }
      assertThat(byLine).hasSize(expected);
      return byLine;
    }
  }

  private void everyProductIsAsItsOrdersSay(Map<String, OrderValidation> verdicts) {
    Map<String, Long> held = new HashMap<>();
    Map<String, Long> gone = new HashMap<>();
    orders.forEach((orderId, order) -> {
      for (Line line : order.lines()) {
        OrderValidation verdict = verdicts.get(orderId + "#" + line.number());
        LineChange end = ends.get(orderId);
        if (verdict.getVerdict() == Verdict.PASS && end == null) {
          held.merge(line.productId(), (long) line.quantity(), Long::sum);
        } else if (verdict.getVerdict() == Verdict.PASS && end == LineChange.SHIPPED) {
          gone.merge(line.productId(), (long) line.quantity(), Long::sum);
        }
      }
    });
    try (TopicReader<StockLevel> levels = levels()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(() -> {
            Map<String, StockLevel> latest = checkedLevels(levels);
            assertThat(latest).hasSize(3);
            latest.forEach((product, level) -> {
              assertThat(level.getReserved())
                  .as("reserved of " + product)
                  .isEqualTo(held.getOrDefault(product, 0L));
              assertThat(level.getOnHand())
                  .as("on hand of " + product)
                  .isEqualTo(PIECES - gone.getOrDefault(product, 0L));
            });
          });
    }
  }

  /** Each product's announcements have the versions 1, 2, 3 and keep the invariant. */
  private Map<String, StockLevel> checkedLevels(TopicReader<StockLevel> levels) {
    Map<String, StockLevel> latest = new HashMap<>();
    for (ReceivedRecord<StockLevel> record : levels.readToEnd()) {
      if (record.key().endsWith(id)) {
        StockLevel level = record.present();
        StockLevel before = latest.put(record.key(), level);
        assertThat(level.getVersion()).isEqualTo(before == null ? 1 : before.getVersion() + 1);
        assertThat(level.getReserved()).isBetween(0L, level.getOnHand());
      }
    }
    return latest;
  }

  private TopicReader<StockLevel> levels() {
    return platform.reader(Topics.STOCK_LEVELS, StockLevel.class);
  }
}
