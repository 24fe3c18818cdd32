package dev.cascade.payments.domain.simulation;

import dev.cascade.payments.domain.Decider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One keyed stage of the pipeline: a log per key, a committed position in it, and a committed
 * state. A step works on copies; they become real with the commit or are forgotten by the crash.
 */
final class Stage<S, E, O> {

  private final Decider<S, E, O> decider;
  private final Map<String, List<E>> logs = new HashMap<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, S> states = new HashMap<>();

  Stage(Decider<S, E, O> decider) {
    this.decider = decider;
  }

  void append(String key, E event) {
    logs.computeIfAbsent(key, _ -> new ArrayList<>()).add(event);
  }

  List<String> keysWithWork() {
    return logs.keySet().stream().filter(this::hasWork).sorted().toList();
  }

  @Nullable S state(String key) {
    return states.get(key);
  }

  Map<String, S> states() {
    return states;
  }

  /** Events that are written and not yet processed. */
  List<E> pending() {
    return logs.entrySet().stream()
        .flatMap(log -> log.getValue().stream().skip(positions.getOrDefault(log.getKey(), 0)))
        .toList();
  }

  /**
   * Processes up to {@code count} events of a key in one transaction.
   *
   * @return what to write when it commits; nothing is changed when it is not committed
   */
  Transaction<S, O> begin(String key, int count, Instant now) {
    int from = positions.getOrDefault(key, 0);
    int to = Math.min(from + count, logs.getOrDefault(key, List.of()).size());
    S state = states.get(key);
    List<O> outputs = new ArrayList<>();
    for (E event : logs.getOrDefault(key, List.of()).subList(from, to)) {
      Decider.Decision<S, O> decision = decider.decide(state, event, now);
      state = decision.state();
      outputs.addAll(decision.outputs());
    }
    return new Transaction<>(key, to, state, outputs);
  }

  List<O> commit(Transaction<S, O> transaction) {
    positions.put(transaction.key, transaction.position);
    if (transaction.state != null) {
      states.put(transaction.key, transaction.state);
    }
    return transaction.outputs;
  }

  /** Work that may still be lost. */
  record Transaction<S, O>(String key, int position, @Nullable S state, List<O> outputs) {}

  private boolean hasWork(String key) {
    return positions.getOrDefault(key, 0) < logs.getOrDefault(key, List.of()).size();
  }
}
