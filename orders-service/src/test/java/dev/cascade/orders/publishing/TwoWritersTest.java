package dev.cascade.orders.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Random histories of two writers, of whom one asks how its requests stand. */
class TwoWritersTest {

  private static final int STEPS = 400;

  @Test
  void nobodyIsToldToBeTheFirstWhoIsNot() {
    Seeds.forEach(
        2_000,
        seed -> {
          History history = new History(seed, STEPS);
          history.run();
          assertThat(history.unknown).isZero();
        });
  }

  @Test
  void norIsAnybodyWhenTheMemoryIsShort() {
    Seeds.forEach(2_000, seed -> new History(seed, seed.intBetween(1, 8)).run());
  }

  /** One partition, its view, and an instance whose acknowledgements come late and in order. */
  private static final class History {

    private final Seed seed;
    private final KnownRequests known;
    private final List<AskedOrder> log = new ArrayList<>();
    private final Deque<Mine> unacknowledged = new ArrayDeque<>();
    private final List<Mine> waiting = new ArrayList<>();
    private long reflected = -1;
    private int unknown;

    private record Mine(AskedOrder order, long offset, long reflected) {}

    History(Seed seed, int capacity) {
      this.seed = seed;
      this.known = new KnownRequests(capacity);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        switch (seed.intBetween(0, 5)) {
          case 0 -> write();
          case 1 -> log.add(seed.chance(0.2) ? null : anyOrder());
          case 2, 3 -> acknowledge();
          case 4 -> reflected += seed.intBetween(0, (int) (log.size() - 1 - reflected));
          default -> read();
        }
        waiting.removeIf(this::isAnswered);
      }
    }

    private AskedOrder anyOrder() {
      return new AskedOrder(seed.id("o", 40), seed.id("content", 2));
    }

    /** After a look at the view, which does not show the order. */
    private void write() {
      AskedOrder order = anyOrder();
      if (firstOf(order.id()) > reflected) {
        unacknowledged.add(new Mine(order, log.size(), reflected));
        log.add(order);
      }
    }

    private long firstOf(String id) {
      for (int offset = 0; offset < log.size(); offset++) {
        AskedOrder there = log.get(offset);
        if (there != null && there.id().equals(id)) {
          return offset;
        }
      }
      return Long.MAX_VALUE;
    }

    private void acknowledge() {
      Mine mine = unacknowledged.poll();
      if (mine != null) {
        known.begin(mine.reflected() + 1);
        known.wrote(mine.offset(), mine.order());
        waiting.add(mine);
      }
    }

    private void read() {
      known
          .unread()
          .ifPresent(from -> {
            long end = Math.min(log.size(), from + seed.intBetween(1, 20));
            for (long offset = from; offset < end; offset++) {
              if (log.get((int) offset) != null) {
                known.read(offset, log.get((int) offset));
              }
            }
            known.readTo(end);
          });
    }

    private boolean isAnswered(Mine mine) {
      if (!known.knownTo(mine.offset() + 1).isDone()) {
        return false;
      }
      Standing told = known.standing(mine.order(), mine.offset(), mine.reflected());
      if (told == Standing.UNKNOWN) {
        unknown++;
      } else {
        assertThat(told).as("%s in %s", mine, log).isEqualTo(truth(mine));
      }
      return true;
    }

    private Standing truth(Mine mine) {
      long first = firstOf(mine.order().id());
      if (first == mine.offset()) {
        return Standing.FIRST;
      }
      return Objects.requireNonNull(log.get((int) first)).equals(mine.order())
          ? Standing.REPEATED
          : Standing.SECOND;
    }
  }
}
