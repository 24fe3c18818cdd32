package dev.cascade.auditor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.auditor.invariants.Guarantee;
import dev.cascade.auditor.log.Place;
import dev.cascade.auditor.run.AuditorState.Activity;
import dev.cascade.auditor.run.BreachesTest.Break;
import dev.cascade.auditor.run.Story.Write;
import dev.cascade.schemas.OrderState;
import dev.cascade.testing.PoisonRecords;
import dev.cascade.testing.TestPlatform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** The auditor on a real broker with the real registry. */
class AuditorOnBrokerTest {

  private final TestPlatform platform = TestPlatform.shared();
  private final String prefix = platform.freshId() + "-";

  private record Expected(Guarantee guarantee, Place place) {}

  @Test
  void eachBreachIsSeenWithinSecondsAndItsRecordNamed() throws Exception {
    try (RunningAuditor auditor = RunningAuditor.of(platform).awaitRest();
        StoryWriter writer = new StoryWriter(platform)) {
      List<Arguments> breaks = BreachesTest.breaks().toList();
      for (int i = 0; i < breaks.size(); i++) {
        Story story = Story.ofEverything(prefix + i + "-", Instant.now());
        writer.write(story.transactions());
        auditor.awaitRest();
        int good = story.transactions().size();
        Guarantee guarantee = (Guarantee) breaks.get(i).get()[0];
        double before = auditor.gauge(guarantee);

        Write culprit = ((Break) breaks.get(i).get()[1]).apply(story);
        writer.write(story.transactions().subList(good, story.transactions().size()));

        Place place = writer.place(culprit);
        await("the alarm of " + breaks.get(i))
            .atMost(RunningAuditor.SECONDS)
            .untilAsserted(() -> {
              assertThat(auditor.breaches())
                  .extracting(breach -> new Expected(breach.guarantee(), breach.place()))
                  .contains(new Expected(guarantee, place));
              assertThat(auditor.gauge(guarantee)).isGreaterThan(before);
            });
      }
    }
  }

  @Test
  void anOrderPastItsDeadlineIsSeenAndMended() throws Exception {
    Story story = new Story(prefix, Instant.now().minusSeconds(61));
    try (RunningAuditor auditor = RunningAuditor.of(platform).awaitRest();
        StoryWriter writer = new StoryWriter(platform)) {
      story.created("o", "ipad");
      writer.write(story.transactions());
      await()
          .atMost(RunningAuditor.SECONDS)
          .untilAsserted(() -> assertThat(mine(auditor)).containsExactly(Guarantee.DEADLINES_KEPT));
      double broken = auditor.gauge(Guarantee.DEADLINES_KEPT);

      story.move("o", OrderState.FAILED);
      writer.write(story.transactions().subList(2, 3));

      await()
          .atMost(RunningAuditor.SECONDS)
          .until(() -> auditor.gauge(Guarantee.DEADLINES_KEPT) == broken - 1);
    }
  }

  @Test
  void aRestartInTheMiddleOfAHistoryChangesNothing() throws Exception {
    Story story = Story.ofEverything(prefix, Instant.now());
    int half = story.transactions().size() / 2;
    try (StoryWriter writer = new StoryWriter(platform)) {
      try (RunningAuditor first = RunningAuditor.of(platform)) {
        writer.write(story.transactions().subList(0, half));
        assertThat(mine(first.awaitRest())).isEmpty();
      }
      writer.write(story.transactions().subList(half, story.transactions().size()));
      Write culprit = story.next("failed", OrderState.CONFIRMED);
      story.commit(Map.of(), culprit);
      writer.write(List.of(story.transactions().getLast()));

      try (RunningAuditor second = RunningAuditor.of(platform)) {
        second.awaitRest();
        await()
            .atMost(RunningAuditor.SECONDS)
            .untilAsserted(() ->
                assertThat(second.breaches())
                    .filteredOn(this::isMine)
                    .extracting(Breach::place)
                    .containsExactly(writer.place(culprit)));
      }
    }
  }

  @Test
  void whatIsAbortedBreaksNothing() throws Exception {
    try (RunningAuditor auditor = RunningAuditor.of(platform).awaitRest();
        StoryWriter writer = new StoryWriter(platform)) {
      for (Arguments breaking : BreachesTest.breaks().limit(3).toList()) {
        Story aborted = new Story(prefix + "aborted-", Instant.now());
        Write unseen = ((Break) breaking.get()[1]).apply(withAnything(aborted));
        writer.writeAndAbort(List.of(aborted.transactions().getLast()));
        assertThat(writer.place(unseen).offset()).isNotNegative();
      }
      writer.write(Story.ofEverything(prefix, Instant.now()).transactions());

      assertThat(mine(auditor.awaitRest())).isEmpty();
    }
  }

  @Test
  void poisonOfEveryKindStopsNothing() throws Exception {
    try (RunningAuditor auditor = RunningAuditor.of(platform).awaitRest();
        StoryWriter writer = new StoryWriter(platform)) {
      PoisonRecords.all()
          .values()
          .forEach(bytes -> {
            Story story = new Story(prefix, Instant.now());
            for (String topic : List.of("orders", "account-balances", "stock-levels")) {
              story.commit(Map.of(), new Write(topic, 0, prefix, null, null, bytes));
            }
            writer.write(story.transactions());
          });
      Story good = Story.ofEverything(prefix, Instant.now());
      Write last = good.entries("p", "world", -5).getFirst();
      good.commit(Map.of(), last);
      writer.write(good.transactions());

      await()
          .atMost(RunningAuditor.SECONDS)
          .untilAsserted(() ->
              assertThat(auditor.breaches())
                  .filteredOn(this::isMine)
                  .extracting(Breach::place)
                  .containsExactly(writer.place(last)));
    }
  }

  @Test
  void whileTheRegistryIsAwayNothingIsTakenForPoison() throws Exception {
    try (StoryWriter writer = new StoryWriter(platform);
        RunningAuditor auditor = RunningAuditor.of(platform, "http://localhost:1")) {
      writer.write(Story.ofEverything(prefix, Instant.now()).transactions());

      await()
          .atMost(RunningAuditor.SECONDS)
          .untilAsserted(() -> {
            assertThat(auditor.auditor().state().activity()).isEqualTo(Activity.WAITING);
            assertThat(auditor.auditor().state().trouble()).contains("registry");
          });
      assertThat(auditor.breaches()).isEmpty();
    }
  }

  /** The story that breaks begin from, so that they find what they change. */
  private static Story withAnything(Story story) {
    story.product("ipad", 10);
    return story;
  }

  private List<Guarantee> mine(RunningAuditor auditor) {
    return auditor.breaches().stream().filter(this::isMine).map(Breach::guarantee).toList();
  }

  private boolean isMine(Breach breach) {
    return breach.subject().contains(prefix);
  }
}
