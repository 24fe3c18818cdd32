package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void everySeedOfARunIsTried() {
    List<Long> tried = new ArrayList<>();

    Seeds.forEachFrom(41, 3, seed -> tried.add(seed.value()));

    assertThat(tried).containsExactly(41L, 42L, 43L);
  }

  @Test
  void theFailureNamesTheSeedThatFailed() {
    assertThatThrownBy(
            () -> Seeds.forEachFrom(41, 10, seed -> assertThat(seed.value()).isNotEqualTo(43L)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dseed=43");
  }

  @Test
  void aGivenSeedRunsAlone() {
    List<Long> tried = new ArrayList<>();
    String before = System.setProperty("seed", "7");
    try {
      Seeds.forEach(100, seed -> tried.add(seed.value()));
    } finally {
      restore(before);
    }
    assertThat(tried).containsExactly(7L);
  }

  @Test
  void oneSeedDrawsTheSameAgain() {
    assertThat(draws(new Seed(7))).isEqualTo(draws(new Seed(7))).isNotEqualTo(draws(new Seed(8)));
  }

  private static List<Object> draws(Seed seed) {
    return List.of(
        seed.intBetween(1, 1_000_000),
        seed.longBetween(-5, Long.MAX_VALUE - 1),
        seed.text(),
        seed.id("order", 50),
        seed.shuffled(List.of(1, 2, 3, 4, 5, 6)),
        seed.withRepeats(List.of(1, 2, 3), 0.5));
  }

  private static void restore(String before) {
    if (before == null) {
      System.clearProperty("seed");
    } else {
      System.setProperty("seed", before);
    }
  }
}
