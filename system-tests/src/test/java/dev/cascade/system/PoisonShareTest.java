package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.RawWriter;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Poison all the time, at least one record in a hundred of those that services read. Nothing stands
 * still. {@code -Dpoison.seconds=600} does it for ten minutes.
 */
@SystemTest
class PoisonShareTest {

  private static final Duration DURATION =
      Duration.ofSeconds(Integer.getInteger("poison.seconds", 15));

  /** What one order brings to a topic that it goes through, in records, at most. */
  private static final int RECORDS_OF_AN_ORDER = 4;

  /** Twice the share that is promised, since it is chance. */
  private static final double SHARE = 0.02;

  private static final int CUSTOMERS = 10;
  private static final int DECIDED = 200;

  /** As long as a verdict may take; what stands still takes longer on any machine. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Ecosystem ecosystem;
  private final Orders orders;
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);

  PoisonShareTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void onePercentOfPoisonMakesNothingStandStill() {
    List<Long> millis = new ArrayList<>();
    Map<String, Integer> poison = new TreeMap<>();
    Instant end = Instant.now().plus(DURATION);
    String prefix = "share-" + Long.toHexString(seed) + "-";
    try (RawWriter writer = new RawWriter(ecosystem)) {
      while (Instant.now().isBefore(end)) {
        poisonSome(writer, poison);
        millis.add(decided(prefix + millis.size()));
      }
    }

    History history = Quiet.historyOf(ecosystem);
    Collections.sort(millis);
    System.out.printf(
        "seed %d: %d orders and %d poison in %s, decided within p50 %d ms, p99 %d ms, longest %d"
            + " ms%n",
        seed,
        millis.size(),
        poison.values().stream().mapToInt(Integer::intValue).sum(),
        DURATION,
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 99 / 100),
        millis.getLast());
    poison.forEach((topic, count) ->
        assertThat(count * 100L)
            .as("poison on %s, seed %d", topic, seed)
            .isGreaterThanOrEqualTo(ofThisTest(history, topic, prefix)));
    assertThat(millis.getLast()).as("seed %d", seed).isLessThan(LONGEST.toMillis());
  }

  private void poisonSome(RawWriter writer, Map<String, Integer> poison) {
    for (String topic : PoisonTest.READERS.keySet()) {
      if (poison.merge(topic, 0, Integer::sum) == 0
          || random.nextDouble() < SHARE * RECORDS_OF_AN_ORDER) {
        writer.poison(topic, random.nextInt(writer.partitions(topic)));
        poison.merge(topic, 1, Integer::sum);
      }
    }
  }

  private long decided(String id) {
    long start = System.nanoTime();
    String customer = Integer.toString(random.nextInt(CUSTOMERS));
    orders.postUntilAccepted(OrderBody.of(id, customer, "STOCKINGS", 1, "1.00"));
    Http.Answer answer = orders.validated(id);
    assertThat(answer.status()).as("%s, seed %d: %s", id, seed, answer.text()).isEqualTo(DECIDED);
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static long ofThisTest(History history, String topic, String prefix) {
    return history.all(topic).stream().map(Fact::key).filter(key -> key.startsWith(prefix)).count();
  }
}
