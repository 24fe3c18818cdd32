package dev.cascade.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.simulation.world.Sabotage;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.proxy.StepListener.Fate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that dies at any step of any transaction has the effect of one that does not.
 *
 * <p>By default a process dies at all steps that follow from the first record of each topic, and
 * from the first poison; with {@code -Dsweep.all=true} from every record. {@code
 * -Dsweep.application=NAME} takes one application.
 */
class CommitPointsTest {

  private static final List<Input> STORY = ToldStory.of(Story.opening(), Story.events());

  /** What comes in all of them comes in every round. */
  private static final int CALM_ROUNDS = 5;

  /**
   * Steps that come in some rounds only, since records may share a transaction, are let be then.
   */
  private static final int MOST_TRIES = Integer.getInteger("sweep.tries", 20);

  @TempDir private Path state;

  static List<String> applications() {
    String only = System.getProperty("sweep.application", "");
    return SweptApplications.names().stream().filter(name -> name.contains(only)).toList();
  }

  @ParameterizedTest
  @MethodSource("applications")
  void whoDiesAtAStepOfATransactionHasDoneNothingTwiceAndLeftNothingOut(String name)
      throws Exception {
    try (Sweep sweep = sweep(name, Sabotage.NONE, Map.of())) {
      Sweep.Round calm = sweep.round(Set.of(), Fate.GO_ON);
      Set<CrashPoint> left = sweep.chosen(calm.points());
      Set<CrashPoint> always = new HashSet<>(left);
      for (int more = 1; more < CALM_ROUNDS; more++) {
        Sweep.Round another = sweep.round(Set.of(), Fate.GO_ON);
        assertThat(another.outputs())
            .as("rounds of %s without a crash", name)
            .isEqualTo(calm.outputs());
        Set<CrashPoint> points = sweep.chosen(another.points());
        left.addAll(points);
        always.retainAll(points);
      }
      int points = left.size();
      Map<CrashPoint, Integer> tries = new HashMap<>();
      while (!left.isEmpty()) {
        Set<CrashPoint> together = next(left, tries);
        Sweep.Round crashed = sweep.round(together, Fate.DIE);
        assertThat(crashed.outputs())
            .as("%s after it died %s", name, crashed.struck())
            .isEqualTo(calm.outputs());
        left.removeAll(crashed.struck());
        together.removeIf(point -> hasStruckIn(point.wave(), crashed));
        left.removeIf(point -> together.contains(point) && isGivenUp(point, tries));
      }
      Set<CrashPoint> givenUp = givenUp(tries);
      System.out.printf(
          "%s: %d points, %d of them in each of %d calm rounds; died at %d%s%n",
          name,
          points,
          always.size(),
          CALM_ROUNDS,
          points - givenUp.size(),
          givenUp.isEmpty() ? "" : "; in " + MOST_TRIES + " rounds none of these came: " + givenUp);
      assertThat(givenUp)
          .as("come in every round, and did not")
          .doesNotContainAnyElementsOf(always);
    }
  }

  @Test
  void aProcessThatIsSilentAtAStepAndGoesOnWhenItsPlaceIsTakenChangesNothing() throws Exception {
    try (Sweep sweep = sweep("payments-accounts", Sabotage.NONE, Map.of())) {
      Sweep.Round calm = sweep.round(Set.of(), Fate.GO_ON);
      Set<CrashPoint> left = sweep.chosen(calm.points());
      left.removeIf(point -> point.ordinal() > 0);
      while (!left.isEmpty()) {
        Set<CrashPoint> together = onePerWave(left);
        Sweep.Round silent = sweep.round(together, Fate.FREEZE);
        assertThat(silent.outputs())
            .as("after it was silent %s", silent.struck())
            .isEqualTo(calm.outputs());
        left.removeAll(together);
      }
    }
  }

  @Test
  void whatIsSentAtLeastOnceIsFoundTwice() throws Exception {
    Map<String, Object> atLeastOnce =
        Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    assertThat(isFound("fraud-spending", Sabotage.NONE, atLeastOnce)).isTrue();
  }

  /** Its repetition of a payment is in the story itself, so even a round without a crash tells. */
  @Test
  void whatIsNotTakenForARepetitionIsFoundTwice() throws Exception {
    Map<String, List<String>> good;
    try (Sweep sweep = sweep("payments-gate", Sabotage.NONE, Map.of())) {
      good = sweep.round(Set.of(), Fate.GO_ON).outputs();
    }
    try (Sweep sweep = sweep("payments-gate", Sabotage.NO_DEDUPLICATION, Map.of())) {
      assertThat(sweep.round(Set.of(), Fate.GO_ON).outputs()).isNotEqualTo(good);
    }
  }

  private boolean isFound(String name, Sabotage sabotage, Map<String, Object> configuration)
      throws Exception {
    try (Sweep sweep = sweep(name, sabotage, configuration)) {
      Sweep.Round calm = sweep.round(Set.of(), Fate.GO_ON);
      Set<CrashPoint> left = sweep.chosen(calm.points());
      while (!left.isEmpty()) {
        Set<CrashPoint> together = onePerWave(left);
        if (!sweep.round(together, Fate.DIE).outputs().equals(calm.outputs())) {
          return true;
        }
        left.removeAll(together);
      }
      return false;
    }
  }

  private Sweep sweep(String name, Sabotage sabotage, Map<String, Object> configuration)
      throws Exception {
    StreamsApplication application = SweptApplications.named(name, sabotage).with(configuration);
    return new Sweep(application, STORY, TestPlatform.shared().bootstrapServers(), state);
  }

  private static boolean isGivenUp(CrashPoint point, Map<CrashPoint, Integer> tries) {
    return tries.merge(point, 1, Integer::sum) >= MOST_TRIES;
  }

  private static Set<CrashPoint> givenUp(Map<CrashPoint, Integer> tries) {
    return tries.entrySet().stream()
        .filter(it -> it.getValue() >= MOST_TRIES)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean hasStruckIn(int wave, Sweep.Round round) {
    return round.struck().stream().anyMatch(point -> point.wave() == wave);
  }

  /**
   * After each of the inputs, the first that was not tried; when all were, all of them: which of
   * those comes is not known, and the first that does is where the process dies.
   */
  private static Set<CrashPoint> next(Set<CrashPoint> left, Map<CrashPoint, Integer> tries) {
    Set<CrashPoint> untried = new LinkedHashSet<>(left);
    untried.removeAll(tries.keySet());
    Set<CrashPoint> next = new HashSet<>(onePerWave(untried));
    left.stream()
        .filter(point -> untried.stream().noneMatch(it -> it.wave() == point.wave()))
        .forEach(next::add);
    return next;
  }

  /** The first that is left after each of the inputs. */
  private static Set<CrashPoint> onePerWave(Set<CrashPoint> points) {
    Map<Integer, CrashPoint> first = new HashMap<>();
    points.forEach(point -> first.putIfAbsent(point.wave(), point));
    return Set.copyOf(first.values());
  }
}
