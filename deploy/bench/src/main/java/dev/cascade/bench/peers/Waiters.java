package dev.cascade.bench.peers;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Those who wait for orders. Who waits registers before the order is read, so that what comes
 * between wakes it.
 */
public final class Waiters {

  private final Map<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();

  private record Waiter(Predicate<PeerOrder> wanted, CompletableFuture<PeerOrder> order) {}

  /**
   * Waits for an order.
   *
   * @param now reads it as it is; empty when it is not there
   */
  public Optional<PeerOrder> await(
      String id, Predicate<PeerOrder> wanted, Supplier<Optional<PeerOrder>> now, Duration timeout) {
    Waiter waiter = new Waiter(wanted, new CompletableFuture<>());
    waiting.compute(
        id,
        (_, others) -> {
          Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(waiter);
          return all;
        });
    try {
      Optional<PeerOrder> already = now.get().filter(wanted);
      return already.isPresent()
          ? already
          : Optional.of(waiter.order().get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nobody fails a waiter", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      forget(id, waiter);
    }
  }

  /** Tells those who wait for this order how it is now. */
  public void tell(PeerOrder order) {
    waiting.getOrDefault(order.id(), Set.of()).stream()
        .filter(waiter -> waiter.wanted().test(order))
        .forEach(waiter -> waiter.order().complete(order));
  }

  private void forget(String id, Waiter waiter) {
    waiting.computeIfPresent(
        id,
        (_, others) -> {
          others.remove(waiter);
          return others.isEmpty() ? null : others;
        });
  }
}
