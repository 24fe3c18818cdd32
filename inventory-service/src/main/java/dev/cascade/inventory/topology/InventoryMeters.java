package dev.cascade.inventory.topology;

import dev.cascade.inventory.domain.AdjustmentRefusal;
import dev.cascade.inventory.domain.AdjustmentResult;
import dev.cascade.inventory.domain.LineDecision;
import dev.cascade.inventory.domain.LineEffect;
import dev.cascade.inventory.domain.LineVerdict;
import dev.cascade.inventory.domain.StockLevel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.processor.TaskId;

/**
 * What operators see of the decisions. Counts include decisions of transactions that were aborted
 * and taken again.
 */
public final class InventoryMeters {

  private static final String LINES = "cascade.inventory.lines";
  private static final String REFUSALS = "cascade.inventory.refusals";
  private static final String ADJUSTMENTS = "cascade.inventory.adjustments";
  private static final String OPEN = "cascade.inventory.reservations.open";
  private static final String ON_HAND = "cascade.inventory.stock.on.hand";
  private static final String RESERVED = "cascade.inventory.stock.reserved";

  private final MeterRegistry registry;
  private final int mostProducts;
  private final Map<TaskId, Long> openByTask = new ConcurrentHashMap<>();
  private final Map<String, StockLevel> levels = new ConcurrentHashMap<>();

  /**
   * Meters in that registry.
   *
   * @param mostProducts how many products, the first that are seen, have a gauge of their own
   */
  public InventoryMeters(MeterRegistry registry, int mostProducts) {
    this.registry = registry;
    this.mostProducts = mostProducts;
    Gauge.builder(OPEN, openByTask, open -> open.values().stream().mapToLong(Long::longValue).sum())
        .description("Lines that hold stock, as of the last walk through the store")
        .register(registry);
  }

  void line(LineDecision decision) {
    counter(LINES, "effect", decision.effect().name()).increment();
    if (decision.effect() == LineEffect.REFUSED) {
      decision
          .verdict()
          .flatMap(LineVerdict::refusal)
          .ifPresent(refusal -> counter(REFUSALS, "reason", refusal.code()).increment());
    }
  }

  void adjustment(AdjustmentResult result) {
    String outcome = result.refusal().map(AdjustmentRefusal::code).orElse("accepted");
    counter(ADJUSTMENTS, "outcome", result.repeated() ? "repeated" : outcome).increment();
  }

  void open(TaskId task, long count) {
    openByTask.put(task, count);
  }

  void closed(TaskId task) {
    openByTask.remove(task);
  }

  void level(StockLevel level) {
    if (levels.containsKey(level.productId())) {
      levels.put(level.productId(), level);
    } else if (levels.size() < mostProducts) {
      levels.put(level.productId(), level);
      gauge(ON_HAND, level.productId(), StockLevel::onHand);
      gauge(RESERVED, level.productId(), StockLevel::reserved);
    }
  }

  private void gauge(String name, String productId, ToLongFunction<StockLevel> pieces) {
    Gauge.builder(name, levels, all -> pieces.applyAsLong(all.get(productId)))
        .tag("product", productId)
        .register(registry);
  }

  private Counter counter(String name, String tag, String value) {
    return registry.counter(name, tag, value.toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
