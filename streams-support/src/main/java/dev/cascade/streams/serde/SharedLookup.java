package dev.cascade.streams.serde;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What is looked up once and then known. All who ask for it at the same time wait for the same
 * lookup and share its failure: where one takes seconds, since nobody answers, they would otherwise
 * wait in a row, each for all before it.
 *
 * @param <K> by what it is known
 * @param <V> what is known
 */
final class SharedLookup<K, V> {

  private final Function<K, V> fetch;
  private final Map<K, V> known = new ConcurrentHashMap<>();
  private final Map<K, CompletableFuture<V>> pending = new ConcurrentHashMap<>();

  /**
   * Nothing is known yet.
   *
   * @param fetch looks one up; may take as long as it needs, and fail
   */
  SharedLookup(Function<K, V> fetch) {
    this.fetch = fetch;
  }

  /** What is known by that; whatever the lookup throws. A failure is not remembered. */
  V of(K key) {
    V value = known.get(key);
    if (value != null) {
      return value;
    }
    CompletableFuture<V> own = new CompletableFuture<>();
    CompletableFuture<V> before = pending.putIfAbsent(key, own);
    return before == null ? lookUp(key, own) : shared(before);
  }

  private V lookUp(K key, CompletableFuture<V> told) {
    try {
      V value = fetch.apply(key);
      known.put(key, value);
      told.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      told.completeExceptionally(e);
      throw e;
    } finally {
      pending.remove(key, told);
    }
  }

  private static <V> V shared(CompletableFuture<V> lookup) {
    try {
      return lookup.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }
}
