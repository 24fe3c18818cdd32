package dev.cascade.streams.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cascade.streams.journal.Backlog.Due;
import dev.cascade.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final Backlog<String> backlog = new Backlog<>(3, WINDOW);

  @Test
  void aNoteIsDueAtOnce() {
    add("a", NOW);

    assertThat(due(NOW)).extracting(Due::note, Due::count).containsExactly(tuple("a", 1L));
  }

  @Test
  void whatIsNotSaidToBeDoneStaysDue() {
    add("a", NOW);
    Due<String> first = due(NOW).getFirst();

    add("a", NOW.plusSeconds(60));

    assertThat(due(NOW.plusSeconds(61)))
        .singleElement()
        .satisfies(again -> {
          assertThat(again.id()).isEqualTo(first.id());
          assertThat(again.count()).isEqualTo(2);
          assertThat(again.firstAt()).isEqualTo(NOW);
          assertThat(again.lastAt()).isEqualTo(NOW.plusSeconds(60));
        });
  }

  @Test
  void repeatsOfWhatWasWrittenGatherUntilTheWindowEnds() {
    add("a", NOW);
    backlog.done(due(NOW).getFirst(), NOW);
    add("a", NOW.plusSeconds(1));
    add("a", NOW.plusSeconds(2));

    assertThat(due(NOW.plusSeconds(9))).isEmpty();
    assertThat(due(NOW.plusSeconds(10))).extracting(Due::count).containsExactly(2L);
  }

  @Test
  void whatIsLoggedWhileItsNoteIsUnderWayIsCountedInTheNext() {
    add("a", NOW);
    Due<String> underWay = due(NOW).getFirst();
    add("a", NOW);

    backlog.done(underWay, NOW);

    assertThat(backlog.waiting()).isEqualTo(1);
    assertThat(due(NOW.plus(WINDOW)))
        .singleElement()
        .satisfies(next -> {
          assertThat(next.count()).isEqualTo(1);
          assertThat(next.id()).isNotEqualTo(underWay.id());
        });
  }

  @Test
  void whatDoesNotFitIsRefusedWithoutBeingRenderedAndRepeatsNeedNoPlace() {
    add("a", NOW);
    add("b", NOW);
    add("c", NOW);

    boolean taken =
        backlog.add(
            "d",
            NOW,
            () -> {
              throw new AssertionError("It was rendered");
            });

    assertThat(taken).isFalse();
    assertThat(backlog.add("a", NOW, () -> "a")).isTrue();
    assertThat(backlog.waiting()).isEqualTo(3);
    assertThat(backlog.occurrences()).isEqualTo(4);
  }

  @Test
  void aPlaceThatWasTakenWhileTheNoteWasRenderedIsGone() {
    add("a", NOW);
    add("b", NOW);

    boolean taken =
        backlog.add(
            "d",
            NOW,
            () -> {
              add("c", NOW);
              return "d";
            });

    assertThat(taken).isFalse();
    assertThat(due(NOW)).extracting(Due::note).containsExactly("a", "b", "c");
  }

  @Test
  void whatIsRememberedForItsRepeatsOnlyMakesRoom() {
    for (String note : List.of("a", "b", "c")) {
      add(note, NOW);
    }
    due(NOW).forEach(each -> backlog.done(each, NOW));

    assertThat(backlog.add("d", NOW, () -> "d")).isTrue();
    assertThat(due(NOW)).extracting(Due::note).containsExactly("d");
  }

  @Test
  void aClockThatIsSetBackHoldsNothingBack() {
    add("a", NOW);
    backlog.done(due(NOW).getFirst(), NOW);
    Instant earlier = NOW.minusSeconds(3600);
    add("a", earlier);

    assertThat(due(earlier)).hasSize(1);
  }

  @Test
  void whateverComesIsWrittenOnceOrRefusedOnce() {
    Seeds.forEach(
        200,
        seed -> {
          Backlog<String> some = new Backlog<>(4, WINDOW);
          Map<String, Long> taken = new HashMap<>();
          Map<String, Long> written = new HashMap<>();
          Instant now = NOW;
          for (int step = 0; step < 200; step++) {
            now = now.plusMillis(seed.intBetween(0, 4_000));
            String note = "n" + seed.intBetween(0, 7);
            if (some.add(note, now, () -> note)) {
              taken.merge(note, 1L, Long::sum);
            }
            if (seed.intBetween(0, 3) == 0) {
              for (Due<String> each : some.due(now, 2)) {
                if (seed.intBetween(0, 2) > 0) {
                  written.merge(each.note(), each.count(), Long::sum);
                  some.done(each, now);
                }
              }
            }
            assertThat(some.waiting()).isBetween(0, 4);
          }
          some.all().forEach(each -> written.merge(each.note(), each.count(), Long::sum));
          assertThat(written).isEqualTo(taken);
        });
  }

  @Test
  void manyThreadsLoseNothingBetweenThem() throws Exception {
    Backlog<String> shared = new Backlog<>(8, WINDOW);
    int threads = 8;
    int each = 2_000;
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Integer>> taken =
          IntStream.range(0, threads)
              .mapToObj(_ -> pool.submit(() -> addMany(shared, each, go)))
              .toList();
      go.countDown();
      long written = 0;
      while (taken.stream().anyMatch(adding -> !adding.isDone())) {
        for (Due<String> due : shared.due(Instant.now(), 3)) {
          written += due.count();
          shared.done(due, Instant.now());
        }
      }
      written += shared.all().stream().mapToLong(Due::count).sum();
      long added = 0;
      for (Future<Integer> adding : taken) {
        added += adding.get();
      }
      assertThat(written).isEqualTo(added);
    }
  }

  private static int addMany(Backlog<String> shared, int count, CountDownLatch go)
      throws InterruptedException {
    go.await();
    int taken = 0;
    for (int i = 0; i < count; i++) {
      String note = "n" + i % 13;
      taken += shared.add(note, Instant.now(), () -> note) ? 1 : 0;
    }
    return taken;
  }

  private void add(String note, Instant at) {
    assertThat(backlog.add(note, at, () -> note)).isTrue();
  }

  private List<Due<String>> due(Instant now) {
    return backlog.due(now, 10);
  }
}
