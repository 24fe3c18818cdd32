package dev.cascade.orders.topology;

import dev.cascade.orders.domain.Circumstances;
import dev.cascade.orders.domain.Decision;
import dev.cascade.orders.domain.OrderDecider;
import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.orders.domain.OrderLife;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.RequestPosition;
import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.streams.tracing.KeptTraces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** Reads the order's life, asks the decider, writes the life and its deadline, tells the world. */
final class LifecycleProcessor implements Processor<String, OrderEvent, String, OrderSnapshot> {

  /** Bounds one punctuation, and with it the transaction; the rest follows at the next. */
  private static final int MOST_AT_ONCE = 500;

  private final OrderDecider decider;
  private final RuleTable rules;
  private final Duration deadlineScan;
  private final LifecycleObserver observer;

  private ProcessorContext<String, OrderSnapshot> context;
  private KeyValueStore<String, OrderLife> progress;
  private KeyValueStore<DueOrder, byte[]> due;
  private KeyValueStore<String, ValueAndTimestamp<byte[]>> ruleStore;
  private KeptTraces traces;

  @SuppressWarnings("NullAway.Init") // set by init, before anything else is called
  LifecycleProcessor(
      OrderDecider decider, RuleTable rules, Duration deadlineScan, LifecycleObserver observer) {
    this.decider = decider;
    this.rules = rules;
    this.deadlineScan = deadlineScan;
    this.observer = observer;
  }

  @Override
  public void init(ProcessorContext<String, OrderSnapshot> context) {
    this.context = context;
    progress = context.getStateStore(OrdersLifecycle.PROGRESS);
    due = context.getStateStore(OrdersLifecycle.DUE);
    ruleStore = context.getStateStore(RuleTable.STORE);
    traces = new KeptTraces(context, OrdersLifecycle.TRACES);
    // Fails here, where it restarts the application, if the registry cannot be asked; later, it
    // would turn an order into a dead letter.
    rules.in(ruleStore);
    var unused =
        context.schedule(deadlineScan, PunctuationType.WALL_CLOCK_TIME, _ -> expireWhatIsDue());
  }

  @Override
  public void process(Record<String, OrderEvent> record) {
    String orderId = record.key();
    OrderEvent event = record.value();
    if (event instanceof OrderEvent.OrderWanted wanted && !wanted.orderId().equals(orderId)) {
      throw new IllegalArgumentException("The key is not the id of the order");
    }
    OrderLife life = progress.get(orderId);
    Headers trace = traces.after(orderId, record.headers());
    carryOut(orderId, life, decider.decide(life, event, circumstances(event)), trace);
  }

  private Circumstances circumstances(OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderWanted _ -> new Circumstances(now(), position(), knownRules());
      case OrderEvent.Request _ -> new Circumstances(now(), position(), List.of());
      case OrderEvent.Judgement _, OrderEvent.PaymentEnded _, OrderEvent.TimePassed _ ->
          Circumstances.at(now());
    };
  }

  private List<ValidationRule> knownRules() {
    return List.copyOf(rules.in(ruleStore).values());
  }

  private RequestPosition position() {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    return new RequestPosition(origin.partition(), origin.offset());
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private void carryOut(
      String orderId, @Nullable OrderLife before, Decision decision, Headers trace) {
    switch (decision) {
      case Decision.Continued continued -> {
        OrderLife after = continued.life();
        progress.put(orderId, after);
        if (before == null || !before.until().equals(after.until())) {
          removeDeadline(before);
          due.put(new DueOrder(after.until(), orderId), new byte[0]);
        }
        traces.keep(orderId, trace);
        continued.emitted().forEach(snapshot -> tell(orderId, snapshot, trace));
      }
      case Decision.Forgotten _ -> {
        progress.delete(orderId);
        removeDeadline(before);
        traces.forget(orderId);
        context.forward(tombstone(orderId, trace));
      }
      case Decision.Ignored ignored -> observer.ignored(orderId, ignored.cause());
    }
  }

  private void removeDeadline(@Nullable OrderLife life) {
    if (life != null) {
      due.delete(new DueOrder(life.until(), life.head().id()));
    }
  }

  private void tell(String orderId, OrderSnapshot snapshot, Headers trace) {
    context.forward(new Record<>(orderId, snapshot, context.currentSystemTimeMs(), trace));
    observer.told(snapshot);
  }

  @SuppressWarnings("NullAway") // Kafka's null is the tombstone
  private Record<String, OrderSnapshot> tombstone(String orderId, Headers trace) {
    return new Record<>(orderId, null, context.currentSystemTimeMs(), trace);
  }

  private void expireWhatIsDue() {
    Instant now = now();
    for (DueOrder entry : dueAt(now)) {
      OrderLife life = progress.get(entry.orderId());
      Decision decision = decider.decide(life, new OrderEvent.TimePassed(), Circumstances.at(now));
      carryOut(entry.orderId(), life, decision, traces.later(entry.orderId()));
      if (decision instanceof Decision.Ignored) {
        due.delete(entry);
      }
    }
  }

  private List<DueOrder> dueAt(Instant now) {
    List<DueOrder> entries = new ArrayList<>();
    try (KeyValueIterator<DueOrder, byte[]> range =
        due.range(DueOrder.FIRST, DueOrder.endOf(now))) {
      while (range.hasNext() && entries.size() < MOST_AT_ONCE) {
        entries.add(range.next().key);
      }
    }
    return entries;
  }
}
