package dev.cascade.inventory.topology;

import dev.cascade.streams.sweep.StoreSweep;
import java.time.Instant;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.state.KeyValueStore;

/** Forgets what a store need not know any more, and counts what it keeps. */
final class Forgetting<K, V> {

  private final StoreSweep<K, V> sweep;
  private final BiPredicate<V, Instant> mayForget;
  private final int entriesPerStep;

  private long kept;
  private long keptInLastRound;

  Forgetting(KeyValueStore<K, V> store, BiPredicate<V, Instant> mayForget, int entriesPerStep) {
    this.sweep = new StoreSweep<>(store);
    this.mayForget = mayForget;
    this.entriesPerStep = entriesPerStep;
  }

  /** Looks at the next entries. */
  void step(Instant now, BiPredicate<K, V> counts) {
    StoreSweep.Step<K, V> step =
        sweep.step(
            entriesPerStep,
            (key, value) -> {
              boolean isForgotten = mayForget.test(value, now);
              if (!isForgotten && counts.test(key, value)) {
                kept++;
              }
              return isForgotten;
            });
    if (step.endsRound()) {
      keptInLastRound = kept;
      kept = 0;
    }
  }

  /** How many entries counted when the last whole round through the store ended. */
  long counted() {
    return keptInLastRound;
  }
}
