package dev.cascade.simulation.runtime;

import dev.cascade.simulation.log.Broker;
import dev.cascade.simulation.log.Entry;
import dev.cascade.simulation.log.Partition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.kstream.internals.KTableSource;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** The global stores of one instance, filled from whole topics at a pace of their own. */
final class GlobalState {

  /** The global thread writes nothing: its dead letters are sent by others. */
  private static final Outlet NOWHERE =
      new Outlet() {
        @Override
        public void write(
            String topic,
            @Nullable Integer partition,
            byte @Nullable [] key,
            byte @Nullable [] value,
            long timestamp,
            Headers headers) {}

        @Override
        public void log(String changelog, int partition, byte[] key, byte @Nullable [] value) {}
      };

  private final Map<String, SimStore<?, ?>> stores = new HashMap<>();
  private final Map<Partition, Long> positions = new LinkedHashMap<>();
  private final Map<String, Task> keepers = new HashMap<>();
  private final Map<String, Plan.Global> tables = new HashMap<>();

  GlobalState(Plan plan, Broker broker, Clock clock) {
    for (Plan.Global global : plan.globals()) {
      stores.put(global.store().name(), Task.store(global.store(), (_, _) -> {}));
      String topic = global.source().topics().getFirst();
      broker.partitions(topic).forEach(partition -> positions.put(partition, 0L));
      if (global.step().supplier() instanceof KTableSource) {
        tables.put(topic, global);
      } else {
        keepers.put(topic, keeper(plan, global, clock));
      }
    }
  }

  private Task keeper(Plan plan, Plan.Global global, Clock clock) {
    Map<String, Plan.Node> nodes = new LinkedHashMap<>();
    nodes.put(global.source().name(), global.source());
    nodes.put(global.step().name(), global.step());
    Plan alone =
        new Plan(
            plan.application(),
            plan.deadLetters(),
            Set.of(),
            nodes,
            List.of(),
            List.of(),
            Set.of());
    Task task = new Task(alone, 0, clock, NOWHERE, stores);
    task.start();
    return task;
  }

  Map<String, SimStore<?, ?>> stores() {
    return stores;
  }

  /** Takes in all that is committed; whether there was anything. */
  boolean catchUp() {
    boolean moved = false;
    for (Map.Entry<Partition, Long> position : positions.entrySet()) {
      Entry entry = position.getKey().next(position.getValue());
      while (entry != null) {
        moved = true;
        take(entry);
        position.setValue(entry.offset() + 1);
        entry = position.getKey().next(position.getValue());
      }
    }
    return moved;
  }

  boolean isBehind() {
    return positions.entrySet().stream()
        .anyMatch(position -> position.getKey().next(position.getValue()) != null);
  }

  private void take(Entry entry) {
    String topic = entry.partition().topic();
    Task keeper = keepers.get(topic);
    if (keeper != null) {
      keeper.process(entry);
    } else {
      put(Objects.requireNonNull(tables.get(topic)), entry);
    }
  }

  /** A table keeps the raw value; what it cannot read, it does not keep. */
  @SuppressWarnings({"unchecked", "NullAway"})
  private void put(Plan.Global table, Entry entry) {
    SimStore<Object, Object> store = (SimStore<Object, Object>) stores.get(table.store().name());
    String topic = entry.partition().topic();
    Object key = table.store().keys().deserializer().deserialize(topic, entry.key());
    Object value = table.source().values().deserialize(topic, entry.value());
    store.put(key, value == null ? null : ValueAndTimestamp.make(value, entry.timestamp()));
  }
}
