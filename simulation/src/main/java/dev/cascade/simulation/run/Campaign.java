package dev.cascade.simulation.run;

import dev.cascade.simulation.world.Sabotage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Many seeds. Each runs on one thread from its beginning to its end, so what happens in it depends
 * on nothing but the seed; several threads take turns in taking seeds.
 *
 * @param from the first seed
 * @param count how many
 * @param threads that run them
 * @param sabotage what is switched off
 */
public record Campaign(long from, long count, int threads, Sabotage sabotage) {

  /**
   * What came of it.
   *
   * @param seeds that were run
   * @param steps that were taken in them
   * @param facts that were committed
   * @param judged how often something was held against a promise
   * @param broken the lowest seed that breaks a promise, among those that were run
   */
  public record Result(long seeds, long steps, long facts, long judged, Optional<Outcome> broken) {

    static final Result NONE = new Result(0, 0, 0, 0, Optional.empty());

    Result plus(Outcome outcome) {
      return new Result(
          seeds + 1,
          steps + outcome.script().steps().size(),
          facts + outcome.facts(),
          judged + outcome.judged(),
          outcome.isBroken() ? Optional.of(outcome) : broken);
    }

    Result plus(Result other) {
      return new Result(
          seeds + other.seeds,
          steps + other.steps,
          facts + other.facts,
          judged + other.judged,
          lower(broken, other.broken));
    }

    private static Optional<Outcome> lower(Optional<Outcome> one, Optional<Outcome> other) {
      return one.isEmpty()
              || (other.isPresent() && other.get().script().seed() < one.get().script().seed())
          ? other
          : one;
    }
  }

  /**
   * Runs seeds until one breaks a promise or all have run.
   *
   * @param progress is told how many have run, now and then, from any thread
   */
  public Result run(LongConsumer progress) {
    AtomicLong next = new AtomicLong(from);
    AtomicLong end = new AtomicLong(from + count);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Result>> parts = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        parts.add(executor.submit(() -> runSome(next, end, progress)));
      }
      Result all = Result.NONE;
      for (Future<Result> part : parts) {
        all = all.plus(part.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A run failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while seeds run", e);
    }
  }

  private Result runSome(AtomicLong next, AtomicLong end, LongConsumer progress) {
    Runs runs = new Runs(sabotage);
    Result result = Result.NONE;
    for (long seed = next.getAndIncrement(); seed < end.get(); seed = next.getAndIncrement()) {
      result = result.plus(outcome(runs, seed));
      if (result.broken().isPresent()) {
        end.set(from);
      }
      progress.accept(seed - from + 1);
    }
    return result;
  }

  private static Outcome outcome(Runs runs, long seed) {
    try {
      return runs.draw(seed);
    } catch (RuntimeException e) {
      throw new IllegalStateException("The simulator itself fails on seed " + seed, e);
    }
  }
}
