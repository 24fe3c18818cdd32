package dev.cascade.payments.topology;

import dev.cascade.payments.domain.Decider;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** A decider with its store: reads the state, asks the domain, writes the state. */
final class Decisions<S, E, O> {

  private final Decider<S, E, O> decider;
  private final KeyValueStore<String, S> states;

  Decisions(Decider<S, E, O> decider, ProcessorContext<?, ?> context, String store) {
    this.decider = decider;
    this.states = context.getStateStore(store);
  }

  List<O> on(String key, E event, Instant now) {
    S before = states.get(key);
    Decider.Decision<S, O> decision = decider.decide(before, event, now);
    S after = decision.state();
    if (after != null && !after.equals(before)) {
      states.put(key, after);
    }
    return decision.outputs();
  }

  KeyValueStore<String, S> states() {
    return states;
  }
}
