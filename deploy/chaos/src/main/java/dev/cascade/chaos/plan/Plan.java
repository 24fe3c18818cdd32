package dev.cascade.chaos.plan;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Faults without end, drawn from a seed: the same seed and kinds give the same faults. They come in
 * rounds; each round has every kind, kills each service and each broker twice, and each service
 * once more in a crash loop and once with a wrong clock.
 *
 * <p>A broker is struck only when the fault before is taken back and everything has its copies
 * again, and one fault strikes one broker or all: so never are two of three away. When all are,
 * nobody leads, and nobody is told that he does not lead any more.
 */
public final class Plan {

  /** The services that are struck; the console, which holds the auditor, only looks on. */
  public static final List<String> SERVICES =
      List.of("orders", "payments", "inventory", "fraud", "order-details", "email");

  /** The brokers. */
  public static final List<String> BROKERS = List.of("kafka", "kafka#2", "kafka#3");

  private static final String REGISTRY = "registry";

  /** The broker with a disk and a network of its own. */
  public static final String SET_APART = "kafka#3";

  /** The services whose stores are on a small disk. */
  public static final List<String> ON_SMALL_DISKS = List.of("orders", "payments", "inventory");

  private static final int ZOMBIES_IN_A_ROUND = 2;
  private static final int NODES_IN_A_ROUND = 2;
  private static final int LEAST_AGAIN = 2;
  private static final int MOST_AGAIN = 4;
  private static final int LEAST_SKEW_SECONDS = 2;
  private static final int MOST_SKEW_SECONDS = 90;

  private final Random random;
  private final Set<FaultKind> kinds;
  private final Deque<Draft> round = new ArrayDeque<>();
  private int drawn;

  private record Draft(FaultKind kind, String target) {}

  /**
   * A plan at its beginning.
   *
   * @param kinds what may happen; at least one
   */
  public Plan(long seed, Collection<FaultKind> kinds) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("A plan needs one kind of fault at least");
    }
    this.random = new Random(seed);
    this.kinds = EnumSet.copyOf(kinds);
  }

  /** The next fault. */
  public Fault next() {
    if (round.isEmpty()) {
      List<Draft> drafts = new ArrayList<>();
      kinds.forEach(kind -> targets(kind).forEach(target -> drafts.add(new Draft(kind, target))));
      Collections.shuffle(drafts, random);
      round.addAll(drafts);
    }
    return fault(round.removeFirst());
  }

  private List<String> targets(FaultKind kind) {
    return switch (kind) {
      case KILL_SERVICE -> twice(SERVICES);
      case KILL_BROKER -> twice(BROKERS);
      case CRASH_LOOP, CLOCK_SKEW -> SERVICES;
      case KILL_NODE -> some(BROKERS, NODES_IN_A_ROUND);
      case POWER_CUT, KILL_REGISTRY -> List.of(REGISTRY);
      case KILL_MAIL -> List.of("mail");
      case ZOMBIE_SERVICE -> some(SERVICES, ZOMBIES_IN_A_ROUND);
      case ZOMBIE_BROKER -> some(BROKERS, 1);
      case DISK_FULL_SERVICE -> some(ON_SMALL_DISKS, 1);
      case DISK_FULL_BROKER, PARTITION_BROKER, SLOW_BROKER -> List.of(SET_APART);
    };
  }

  private static List<String> twice(List<String> parts) {
    List<String> all = new ArrayList<>(parts);
    all.addAll(parts);
    return all;
  }

  private List<String> some(List<String> parts, int count) {
    List<String> shuffled = new ArrayList<>(parts);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, count);
  }

  private Fault fault(Draft draft) {
    List<String> targets = new ArrayList<>(List.of(draft.target()));
    switch (draft.kind()) {
      case KILL_BROKER -> {
        if (random.nextInt(3) == 0) {
          targets.add(SERVICES.get(random.nextInt(SERVICES.size())));
        }
      }
      case KILL_NODE -> targets.addAll(SERVICES);
      case POWER_CUT -> {
        targets.addAll(BROKERS);
        targets.addAll(SERVICES);
      }
      default -> {}
    }
    Duration calm = between(500, 4_000);
    Duration lasting = lasting(draft.kind());
    boolean replaced = draft.kind() == FaultKind.ZOMBIE_SERVICE && random.nextBoolean();
    List<Duration> again = draft.kind() == FaultKind.CRASH_LOOP ? again() : List.of();
    Duration skew = draft.kind() == FaultKind.CLOCK_SKEW ? skew() : Duration.ZERO;
    return new Fault(
        ++drawn, draft.kind(), List.copyOf(targets), calm, lasting, replaced, again, skew);
  }

  // A JVM is up after some seconds, and restores and joins its group in those that follow.
  private List<Duration> again() {
    int times = random.nextInt(LEAST_AGAIN, MOST_AGAIN + 1);
    return Stream.generate(() -> between(500, 15_000)).limit(times).toList();
  }

  /** More than a session and a deadline, less than brokers refuse in a record. */
  private Duration skew() {
    Duration off = Duration.ofSeconds(random.nextLong(LEAST_SKEW_SECONDS, MOST_SKEW_SECONDS));
    return random.nextBoolean() ? off : off.negated();
  }

  private Duration lasting(FaultKind kind) {
    return switch (kind) {
      // Mostly back within a session, which is 6 s, now and then not.
      case KILL_SERVICE, KILL_BROKER, CRASH_LOOP, KILL_NODE, POWER_CUT ->
          random.nextInt(4) == 0 ? between(7_000, 20_000) : between(200, 5_000);
      case KILL_REGISTRY, KILL_MAIL -> between(2_000, 15_000);
      case ZOMBIE_SERVICE, ZOMBIE_BROKER -> between(8_000, 20_000);
      case DISK_FULL_SERVICE, DISK_FULL_BROKER -> between(5_000, 15_000);
      case CLOCK_SKEW -> between(15_000, 40_000);
      case PARTITION_BROKER, SLOW_BROKER -> between(8_000, 20_000);
    };
  }

  private Duration between(int leastMillis, int mostMillis) {
    return Duration.ofMillis(random.nextLong(leastMillis, mostMillis));
  }
}
