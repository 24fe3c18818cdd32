package dev.cascade.auditor.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.auditor.invariants.Guarantee;
import dev.cascade.auditor.run.Story.Write;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.Verdict;
import dev.cascade.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A history that keeps the guarantees leads to no alarm, in whatever order topics are read. */
class GoodHistoryTest {

  static final Instant START = Instant.parse("2030-01-01T10:00:00Z");

  @Test
  void noOrderOfReadingLeadsToAnAlarm() {
    Seeds.forEach(
        300,
        seed -> {
          Playback playback =
              new Playback(START)
                  .playInAnyOrder(Story.ofEverything("x-", START).transactions(), seed);

          assertThat(playback.breaches()).isEmpty();
          assertThat(playback.rules().sums()).isEqualTo(Map.of("EUR", 0L));
          assertThat(playback.rules().inTransit()).isEqualTo(Map.of("EUR", 0L));
          assertThat(playback.rules().productsOutOfStep()).isZero();
        });
  }

  /** The payment of the earlier one has its end and its outcome already. */
  @Test
  void theRefusalOfAnOrderUnderAForgottenIdLeadsToNoAlarm() {
    Story story = Story.ofEverything("x-", START);
    story.refusedAsReused("confirmed");

    Playback playback = new Playback(START).play(story);

    assertThat(playback.breaches()).isEmpty();
  }

  @Test
  void everyGuaranteeIsJudged() {
    Playback playback = new Playback(START).play(Story.ofEverything("x-", START));
    playback.pass(Duration.ofMinutes(3));
    playback.settle();

    assertThat(Guarantee.values())
        .filteredOn(guarantee -> guarantee != Guarantee.DEADLINES_KEPT)
        .allSatisfy(guarantee -> assertThat(playback.ledger.judgements(guarantee)).isPositive());
  }

  @Test
  void compactionLeadsToNoAlarm() {
    Seeds.forEach(
        300,
        seed -> {
          Story story = Story.ofEverything("x-", START);
          Playback playback = new Playback(START);
          story.transactions().forEach(playback::commit);
          List.of("account-balances", "stock-levels", "orders")
              .forEach(topic -> playback.compact(topic, seed));
          int written = story.transactions().size();

          playback.settle();
          story.validated("later", "ipad", "case");
          story.paid("later");
          story.move("confirmed", OrderState.SHIPPED);
          story.released("confirmed", LineChange.SHIPPED);
          playback.play(story.transactions().subList(written, story.transactions().size()));

          assertThat(playback.breaches()).isEmpty();
          assertThat(playback.rules().sums()).isEqualTo(Map.of("EUR", 0L));
        });
  }

  @Test
  void aMemoryThatIsTooSmallLeadsToNoAlarm() {
    Seeds.forEach(
        100,
        seed -> {
          Playback playback = new Playback(START, seed.intBetween(1, 12));
          List<Story.Transaction> transactions = new ArrayList<>();
          for (int i = 0; i < 6; i++) {
            transactions.addAll(
                Story.ofEverything("x" + i + "-", START.plusSeconds(5L * i)).transactions());
          }

          playback.playInAnyOrder(transactions, seed);

          assertThat(playback.breaches()).isEmpty();
        });
  }

  @Test
  void aLetterThatIsForgottenBeforeItsPoisonIsJudgedLeadsToNoAlarm() {
    Story story = new Story("x-", START);
    Write first = story.poison("order-requests", 0);
    Write second = story.poison("order-requests", 0);
    story.letter("orders-dead-letters", "orders-lifecycle", first);
    story.letter("orders-dead-letters", "orders-lifecycle", second);
    Playback playback = new Playback(START, 1);
    story.transactions().forEach(playback::commit);

    for (String topic : List.of("order-requests", "orders-dead-letters")) {
      playback.read(new TopicPartition(topic, 0), Integer.MAX_VALUE);
      playback.tick();
    }

    assertThat(playback.breaches()).isEmpty();
  }

  @Test
  void repeatsAndPutAsideLinesLeadToNoAlarm() {
    Seeds.forEach(
        100,
        seed -> {
          Story story = Story.ofEverything("x-", START);
          story.validated("o", "ipad");
          Write repeated = story.line("o", 1, LineChange.ORDERED);
          story.commit(Map.of(), repeated);
          story.commit(
              Map.of("inventory-reservations", repeated),
              story.verdict("o", "inventory", 1, Verdict.PASS));
          Write[] putAside = story.created("p", "ipad");
          story.letter("inventory-dead-letters", "inventory-reservations", putAside[0]);
          story.validated("q", "ipad");
          story.move("o", OrderState.CANCELLED);
          story.released("o", LineChange.ENDED);
          Write refused = story.requested("r", "ipad");
          story.letter("orders-dead-letters", "orders-lifecycle", refused);
          story.commit(Map.of(), story.write("orders", story.id("failed"), null));

          Playback playback = new Playback(START).playInAnyOrder(story.transactions(), seed);

          assertThat(playback.breaches()).isEmpty();
          assertThat(playback.rules().productsOutOfStep()).isZero();
        });
  }

  @Test
  void anOrderThatAPersonLetPassLeadsToNoAlarm() {
    Seeds.forEach(
        100,
        seed -> {
          Story story = Story.ofEverything("x-", START);
          story.created("o");
          story.pending("o");
          story.verdict("o", "order-details", Verdict.PASS);
          story.verdict("o", "fraud", Verdict.PASS);
          story.move("o", OrderState.VALIDATED);

          assertThat(new Playback(START).playInAnyOrder(story.transactions(), seed).breaches())
              .isEmpty();
        });
  }

  @Test
  void poisonThatIsNotConsumedIsNoBreachYet() {
    Story story = new Story("x-", START);
    Write poison = story.poison("order-validations", 1);
    story.poison("fraud-alerts", 0);
    story.consumed("somebody-elses-group", poison);

    assertThat(new Playback(START).play(story).breaches()).isEmpty();
  }

  @Test
  void aServiceThatReadsPoisonTwiceHasConsumedItWhenBothHave() {
    Story story = new Story("x-", START);
    Write before = story.requested("o", "ipad");
    story.created("p", "ipad");
    Write poison = story.poison(before.topic(), before.partition());
    story.consumed("orders-views", poison);
    story.consumed("orders-lifecycle", before);

    assertThat(new Playback(START).play(story).breaches())
        .noneMatch(breach -> breach.guarantee() == Guarantee.POISON_PUT_ASIDE);
  }
}
