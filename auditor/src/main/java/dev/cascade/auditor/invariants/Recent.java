package dev.cascade.auditor.invariants;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory: the least recently touched is forgotten first, and it is known from when on
 * nothing is. What began later than that can be judged, the rest cannot.
 */
final class Recent<K, V> {

  /** Times in records are those of several machines. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

  private record Noted<V>(V value, Instant at) {}

  private final LinkedHashMap<K, Noted<V>> entries;
  private Instant forgottenUpTo = Instant.MIN;

  /**
   * A memory of so many.
   *
   * @param forgetting is told what is forgotten
   */
  Recent(int most, Consumer<V> forgetting) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Noted<V>> eldest) {
            boolean full = size() > most;
            if (full) {
              forget(eldest.getValue().at());
              forgetting.accept(eldest.getValue().value());
            }
            return full;
          }
        };
  }

  private void forget(Instant at) {
    if (at.isAfter(forgottenUpTo)) {
      forgottenUpTo = at;
    }
  }

  @Nullable V get(K key) {
    Noted<V> noted = entries.get(key);
    return noted == null ? null : noted.value();
  }

  /**
   * Notes a value.
   *
   * @param at not earlier than the beginning of what it is about
   */
  void put(K key, V value, Instant at) {
    entries.put(key, new Noted<>(value, at));
  }

  @Nullable V remove(K key) {
    Noted<V> noted = entries.remove(key);
    return noted == null ? null : noted.value();
  }

  /** Whether nothing is forgotten of what began then. */
  boolean remembers(Instant beginning) {
    return remembersAll() || beginning.isAfter(forgottenUpTo.plus(CLOCKS_DIFFER));
  }

  /** Whether nothing was ever forgotten. */
  boolean remembersAll() {
    return forgottenUpTo.equals(Instant.MIN);
  }

  Iterable<V> values() {
    return () -> entries.values().stream().map(Noted::value).iterator();
  }
}
