package dev.cascade.inventory.topology;

import dev.cascade.inventory.contract.StoreSerdes.AdjustmentKey;
import dev.cascade.inventory.contract.StoreSerdes.LineKey;
import dev.cascade.inventory.domain.AdjustmentDecision;
import dev.cascade.inventory.domain.DecidedAdjustment;
import dev.cascade.inventory.domain.LineDecision;
import dev.cascade.inventory.domain.LineState;
import dev.cascade.inventory.domain.LineState.Held;
import dev.cascade.inventory.domain.Memory;
import dev.cascade.inventory.domain.Stock;
import dev.cascade.inventory.domain.StockCommand;
import dev.cascade.inventory.domain.StockCommand.Adjust;
import dev.cascade.inventory.domain.StockCommand.Offer;
import dev.cascade.inventory.domain.StockCommand.OnLine;
import dev.cascade.inventory.domain.StockCommand.Withdraw;
import dev.cascade.inventory.domain.StockDecider;
import dev.cascade.inventory.domain.StockLevel;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Carries out what {@link StockDecider} decides about one product, record by record. */
final class StockProcessor extends ContextualProcessor<String, StockCommand, String, Emission> {

  private final StockDecider decider;
  private final Memory memory;
  private final Sweeping sweeping;
  private final InventoryMeters meters;

  private KeyValueStore<String, Stock> stocks;
  private KeyValueStore<LineKey, LineState> lines;
  private KeyValueStore<AdjustmentKey, DecidedAdjustment> adjustments;

  @SuppressWarnings("NullAway.Init") // init fills the stores
  StockProcessor(Memory memory, Sweeping sweeping, InventoryMeters meters) {
    this.decider = new StockDecider(memory);
    this.memory = memory;
    this.sweeping = sweeping;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, Emission> context) {
    super.init(context);
    stocks = context.getStateStore(InventoryStores.STOCK);
    lines = context.getStateStore(InventoryStores.LINES);
    adjustments = context.getStateStore(InventoryStores.ADJUSTMENTS);
    scheduleForgetting();
  }

  private void scheduleForgetting() {
    var oldLines = new Forgetting<>(lines, memory::mayForget, sweeping.entriesPerStep());
    var oldAdjustments =
        new Forgetting<>(adjustments, memory::mayForget, sweeping.entriesPerStep());
    context()
        .schedule(
            sweeping.interval(),
            PunctuationType.WALL_CLOCK_TIME,
            time -> {
              Instant now = Instant.ofEpochMilli(time);
              oldLines.step(now, (line, state) -> state instanceof Held);
              oldAdjustments.step(now, (adjustment, decided) -> true);
              meters.open(context().taskId(), oldLines.counted());
            });
  }

  @Override
  public void process(Record<String, StockCommand> record) {
    String productId = productOf(record);
    Stock stock = Optional.ofNullable(stocks.get(productId)).orElse(Stock.NONE);
    Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
    switch (record.value()) {
      case OnLine command -> decideLine(record, stock, command, now);
      case Adjust adjust -> decideAdjustment(record, stock, adjust, now);
      case Offer _ -> store(record, stock, decider.offer(stock), now);
      case Withdraw _ -> store(record, stock, decider.withdraw(stock), now);
    }
  }

  private void decideLine(Record<String, ?> record, Stock stock, OnLine command, Instant now) {
    LineKey key = new LineKey(record.key(), command.line());
    Optional<LineState> before = Optional.ofNullable(lines.get(key));
    LineDecision decision = decider.decide(stock, before, command, now);
    if (!before.equals(Optional.of(decision.line()))) {
      lines.put(key, decision.line());
    }
    store(record, stock, decision.stock(), now);
    decision.verdict().map(Emission.Verdict::new).ifPresent(verdict -> tell(record, verdict, now));
    meters.line(decision);
  }

  private void decideAdjustment(Record<String, ?> record, Stock stock, Adjust adjust, Instant now) {
    AdjustmentKey key = new AdjustmentKey(record.key(), adjust.adjustmentId());
    Optional<DecidedAdjustment> before = Optional.ofNullable(adjustments.get(key));
    AdjustmentDecision decision = decider.decide(stock, before, adjust, now);
    adjustments.put(key, decision.decided());
    store(record, stock, decision.stock(), now);
    decision.stock().lastAdjustment().ifPresent(meters::adjustment);
  }

  /** Keeps the stock when it changed, and announces it when its version says so. */
  private void store(Record<String, ?> record, Stock before, Stock after, Instant now) {
    if (after.equals(before)) {
      return;
    }
    stocks.put(record.key(), after);
    if (after.version() > before.version()) {
      StockLevel level = StockLevel.of(record.key(), after, now);
      tell(record, new Emission.Level(level), now);
      meters.level(level);
    }
  }

  /** Stamped with when it was decided, not with when what is decided on was written. */
  private void tell(Record<String, ?> record, Emission emission, Instant now) {
    context().forward(record.withValue(emission).withTimestamp(now.toEpochMilli()));
  }

  private static String productOf(Record<String, ?> record) {
    String productId = record.key();
    if (productId == null) {
      throw new IllegalArgumentException("A record about stock has no product id for a key");
    }
    return productId;
  }

  @Override
  public void close() {
    meters.closed(context().taskId());
  }
}
