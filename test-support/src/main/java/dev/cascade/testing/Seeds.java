package dev.cascade.testing;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Random tests that can be repeated. Each run draws fresh seeds and says which; {@code -Dseed=N}
 * runs one seed alone, as it was when it failed; {@code -Dseeds=N} runs so many, to search longer
 * than a build may.
 *
 * <pre>{@code
 * @Test
 * void stockNeverGoesBelowZero() {
 *   Seeds.forEach(500, seed -> {
 *     List<Command> history = seed.listOf(seed.intBetween(1, 50), () -> anyCommand(seed));
 *     ...
 *   });
 * }
 * }</pre>
 */
public final class Seeds {

  private static final String SEED = "seed";
  private static final String SEEDS = "seeds";

  private Seeds() {}

  /** A test of one seed. */
  @FunctionalInterface
  public interface SeededTest {

    /** Fails by throwing. */
    void run(Seed seed) throws Exception;
  }

  /**
   * Runs the test with that many seeds, with as many as {@code -Dseeds=N} says, or with the one of
   * {@code -Dseed=N}.
   *
   * @throws AssertionError on the first seed that fails; the message names it
   */
  public static void forEach(int count, SeededTest test) {
    Long given = Long.getLong(SEED);
    if (given != null) {
      System.out.println("Seed " + given + ", as given");
      run(given, test);
      return;
    }
    forEachFrom(
        ThreadLocalRandom.current().nextLong(1L << 52), Integer.getInteger(SEEDS, count), test);
  }

  static void forEachFrom(long first, int count, SeededTest test) {
    System.out.printf("Seeds %d to %d%n", first, first + count - 1);
    for (long seed = first; seed < first + count; seed++) {
      run(seed, test);
    }
  }

  private static void run(long seed, SeededTest test) {
    try {
      test.run(new Seed(seed));
    } catch (Exception | AssertionError failure) {
      throw new AssertionError(
          "Seed %d fails; repeat it with -D%s=%d: %s".formatted(seed, SEED, seed, failure),
          failure);
    }
  }
}
