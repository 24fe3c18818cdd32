package dev.cascade.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);
  private static final Set<FaultKind> KILLS =
      EnumSet.of(
          FaultKind.KILL_SERVICE,
          FaultKind.KILL_BROKER,
          FaultKind.CRASH_LOOP,
          FaultKind.KILL_NODE,
          FaultKind.POWER_CUT,
          FaultKind.KILL_REGISTRY,
          FaultKind.KILL_MAIL,
          FaultKind.CLOCK_SKEW);

  private static final int ROUND = 42;
  private static final Duration SESSION = Duration.ofSeconds(6);

  private final long seed = Long.getLong("seed", System.nanoTime());

  @Test
  void theSameSeedGivesTheSameFaultsAndAnotherSeedOthers() {
    assertThat(faults(seed, ALL, 200)).as("seed %d", seed).isEqualTo(faults(seed, ALL, 200));
    assertThat(faults(seed, ALL, 200)).as("seed %d", seed).isNotEqualTo(faults(seed + 1, ALL, 200));
  }

  @Test
  void eachRoundHasEveryKindAndKillsEachServiceAndEachBroker() {
    List<Fault> round = faults(seed, ALL, ROUND);

    assertThat(round).as("seed %d", seed).extracting(Fault::kind).containsAll(ALL);
    assertThat(
            round.stream()
                .filter(it -> KILLS.contains(it.kind()))
                .flatMap(it -> it.targets().stream()))
        .as("seed %d", seed)
        .containsAll(Plan.SERVICES)
        .containsAll(Plan.BROKERS)
        .contains("registry", "mail");
  }

  @Test
  void aFaultStrikesOneBrokerOrAllOfThem() {
    assertThat(faults(seed, ALL, 2_000))
        .as("seed %d", seed)
        .allSatisfy(fault ->
            assertThat(fault.targets().stream().filter(Plan.BROKERS::contains).count())
                .isIn(fault.kind() == FaultKind.POWER_CUT ? Set.of(3L) : Set.of(0L, 1L)));
  }

  @Test
  void aMachineThatEndsTakesABrokerAndAllServices() {
    assertThat(faults(seed, EnumSet.of(FaultKind.KILL_NODE), 6))
        .as("seed %d", seed)
        .allSatisfy(fault -> {
          assertThat(fault.targets())
              .containsAll(Plan.SERVICES)
              .doesNotHaveDuplicates()
              .hasSize(Plan.SERVICES.size() + 1);
          assertThat(fault.again()).isEmpty();
        });
  }

  @Test
  void aCrashLoopKillsOneServiceSeveralTimesAndOnlyThat() {
    assertThat(faults(seed, ALL, 2_000))
        .as("seed %d", seed)
        .filteredOn(it -> it.kind() == FaultKind.CRASH_LOOP)
        .isNotEmpty()
        .allSatisfy(fault -> {
          assertThat(Plan.SERVICES).containsAll(fault.targets());
          assertThat(fault.targets()).hasSize(1);
          assertThat(fault.again()).hasSizeBetween(2, 4);
        });
    assertThat(faults(seed, ALL, 2_000))
        .as("seed %d", seed)
        .filteredOn(it -> it.kind() != FaultKind.CRASH_LOOP)
        .allSatisfy(fault -> assertThat(fault.again()).isEmpty());
  }

  @Test
  void aWrongClockIsThatOfOneServiceAndNoOtherFaultHasOne() {
    assertThat(faults(seed, ALL, 2_000))
        .as("seed %d", seed)
        .allSatisfy(fault ->
            assertThat(fault.skew().isZero()).isEqualTo(fault.kind() != FaultKind.CLOCK_SKEW));
    assertThat(faults(seed, EnumSet.of(FaultKind.CLOCK_SKEW), 60))
        .as("seed %d", seed)
        .allSatisfy(fault -> {
          assertThat(Plan.SERVICES).containsAll(fault.targets());
          assertThat(fault.targets()).hasSize(1);
          assertThat(fault.again()).isEmpty();
          assertThat(fault.skew().abs()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(90));
        })
        .anySatisfy(fault -> assertThat(fault.text()).endsWith(" s behind"))
        .anySatisfy(fault -> assertThat(fault.text()).endsWith(" s ahead"));
  }

  @Test
  void aPowerCutTakesAllThatHoldsState() {
    assertThat(faults(seed, EnumSet.of(FaultKind.POWER_CUT), 3))
        .as("seed %d", seed)
        .allSatisfy(fault -> {
          assertThat(fault.targets())
              .containsAll(Plan.SERVICES)
              .containsAll(Plan.BROKERS)
              .contains("registry")
              .doesNotHaveDuplicates();
          assertThat(fault.text()).contains("everything: 10 parts for");
        });
  }

  @Test
  void whatStandsStillDoesSoForLongerThanItsSession() {
    assertThat(faults(seed, ALL, 2_000))
        .as("seed %d", seed)
        .filteredOn(
            it -> it.kind() == FaultKind.ZOMBIE_SERVICE || it.kind() == FaultKind.ZOMBIE_BROKER)
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault.lasting()).isGreaterThan(SESSION));
  }

  @Test
  void onlyAServiceThatStandsStillIsReplacedMeanwhile() {
    assertThat(faults(seed, ALL, 2_000))
        .as("seed %d", seed)
        .filteredOn(Fault::replaced)
        .isNotEmpty()
        .extracting(Fault::kind)
        .containsOnly(FaultKind.ZOMBIE_SERVICE);
  }

  @Test
  void whatIsNotAskedForDoesNotHappen() {
    Set<FaultKind> some = EnumSet.of(FaultKind.KILL_BROKER, FaultKind.KILL_MAIL);

    assertThat(faults(seed, some, 100)).extracting(Fault::kind).containsOnlyElementsOf(some);
  }

  @Test
  void aPlanOfNothingIsRefused() {
    assertThatThrownBy(() -> new Plan(1, Set.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Fault> faults(long seed, Set<FaultKind> kinds, int count) {
    Plan plan = new Plan(seed, kinds);
    return Stream.generate(plan::next).limit(count).toList();
  }
}
