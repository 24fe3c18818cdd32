package dev.cascade.streams.query;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Callers that wait until the value of a key is as they want it. No thread is held while they wait;
 * many may wait for one key; each leaves by its value or by its timeout, so none leaks.
 * Thread-safe.
 *
 * <p>A caller registers before the first read. If it read first, a value that arrives between the
 * read and the registration would be missed.
 *
 * @param <V> the values
 */
public final class Waiters<V> {

  private final int limit;
  private final Executor callbacks;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<String, Set<Waiter<V>>> byKey = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer;

  private record Waiter<V>(Predicate<V> wanted, CompletableFuture<Optional<V>> answer) {}

  /**
   * Waiters whose callers go on in a virtual thread each.
   *
   * @param limit most callers that wait at one moment
   */
  public Waiters(int limit) {
    this(limit, task -> Thread.ofVirtual().start(task));
  }

  /**
   * Waiters whose callers go on in an executor.
   *
   * @param limit most callers that wait at one moment
   * @param callbacks runs what the callers do with their value, so that the thread that offers it
   *     goes on
   */
  public Waiters(int limit, Executor callbacks) {
    this.limit = limit;
    this.callbacks = callbacks;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "waiters-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Answers with the first value of the key that is wanted: the present one, or one that is offered
   * before the timeout; after it, with whatever the present value is then.
   *
   * @param present reads the present value; called after registration, and once more at the timeout
   * @throws TooManyWaitersException when {@code limit} callers wait already
   */
  public CompletionStage<Optional<V>> await(
      String key, Predicate<V> wanted, Supplier<Optional<V>> present, Deadline deadline) {
    if (waiting.incrementAndGet() > limit) {
      waiting.decrementAndGet();
      throw new TooManyWaitersException(limit);
    }
    Waiter<V> waiter = new Waiter<>(wanted, new CompletableFuture<>());
    byKey.compute(key, (k, others) -> joined(others, waiter));
    var unused = waiter.answer.whenComplete((value, failure) -> leave(key, waiter));
    try {
      Optional<V> now = present.get();
      if (now.filter(wanted).isPresent()) {
        waiter.answer.complete(now);
      } else {
        expire(waiter, present, deadline);
      }
    } catch (Throwable e) {
      // Errors too: what is not timed yet would wait for ever.
      waiter.answer.completeExceptionally(e);
    }
    return waiter.answer;
  }

  private static <V> Set<Waiter<V>> joined(@Nullable Set<Waiter<V>> others, Waiter<V> waiter) {
    Set<Waiter<V>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
    all.add(waiter);
    return all;
  }

  private void expire(Waiter<V> waiter, Supplier<Optional<V>> present, Deadline deadline) {
    ScheduledFuture<?> timeout =
        timer.schedule(
            () -> {
              var unused = waiter.answer.completeAsync(present, callbacks);
            },
            deadline.left().toNanos(),
            TimeUnit.NANOSECONDS);
    var unused = waiter.answer.whenComplete((value, failure) -> timeout.cancel(false));
  }

  private void leave(String key, Waiter<V> waiter) {
    waiting.decrementAndGet();
    byKey.computeIfPresent(
        key,
        (k, others) -> {
          others.remove(waiter);
          return others.isEmpty() ? null : others;
        });
  }

  /**
   * Releases the callers that want this value; called by the view after it stored the value.
   *
   * <p>A caller that cannot tell whether it wants it fails, and the view's thread goes on: its
   * record is good, whatever goes wrong in somebody's question. Who asks another store meanwhile
   * looks again, as after a first read that fails. If it waited on, it would miss this value.
   */
  public void offer(String key, V value) {
    Set<Waiter<V>> interested = byKey.get(key);
    if (interested == null) {
      return;
    }
    for (Waiter<V> waiter : interested) {
      offer(waiter, value);
    }
  }

  private void offer(Waiter<V> waiter, V value) {
    try {
      if (waiter.wanted.test(value)) {
        var unused = waiter.answer.completeAsync(() -> Optional.of(value), callbacks);
      }
    } catch (Throwable e) {
      callbacks.execute(() -> waiter.answer.completeExceptionally(e));
    }
  }

  /**
   * Fails all who wait, so that they look again for where their key is; called when a partition
   * leaves this instance.
   */
  public void disperse(RuntimeException cause) {
    for (Set<Waiter<V>> waiters : byKey.values()) {
      for (Waiter<V> waiter : waiters) {
        callbacks.execute(() -> waiter.answer.completeExceptionally(cause));
      }
    }
  }

  /** How many callers wait now. */
  public int waiting() {
    return waiting.get();
  }

  /** How many keys somebody waits for now. */
  int keys() {
    return byKey.size();
  }
}
