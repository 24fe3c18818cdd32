package dev.cascade.orders.domain;

import static dev.cascade.orders.domain.OrderState.CANCELLED;
import static dev.cascade.orders.domain.OrderState.CREATED;
import static dev.cascade.orders.domain.OrderState.FAILED;
import static dev.cascade.orders.domain.OrderState.VALIDATED;
import static dev.cascade.orders.domain.SomeOrders.NOON;
import static dev.cascade.orders.domain.SomeOrders.PATIENCE;
import static dev.cascade.orders.domain.SomeOrders.VERDICT;
import static dev.cascade.orders.domain.SomeOrders.cancel;
import static dev.cascade.orders.domain.SomeOrders.fail;
import static dev.cascade.orders.domain.SomeOrders.pass;
import static dev.cascade.orders.domain.SomeOrders.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A validator leaves its rule to a person, and the order waits for him, but not for ever. */
class ReviewedOrdersTest {

  private static final Instant SOON = NOON.plus(Duration.ofMinutes(10));
  private static final Instant BOUND = NOON.plus(VERDICT).plus(PATIENCE.review());
  private static final Decision IGNORED = new Decision.Ignored(Decision.Cause.UNAWAITED_VERDICT);

  private final ToldOrder order =
      ToldOrder.created(1).after(pass("order-details")).after(pass("inventory", 1));

  @Test
  void theOrderTellsForWhomItWaitsAndUntilWhen() {
    order.after(review("fraud", SOON));

    assertThat(order.state()).isEqualTo(CREATED);
    assertThat(order.last().isTransition()).isFalse();
    assertThat(order.last().head().version()).isEqualTo(2);
    assertThat(order.last().underReview()).containsExactly("fraud");
    assertThat(order.last().deadline()).isEqualTo(SOON);
  }

  @Test
  void itWaitsPastTheValidatorsDeadlineAndIsValidatedWhenThePersonSaysSo() {
    order.after(review("fraud", SOON)).waiting(VERDICT.multipliedBy(10));
    assertThat(order.state()).isEqualTo(CREATED);

    order.after(pass("fraud"));

    assertThat(order.state()).isEqualTo(VALIDATED);
    assertThat(order.last().underReview()).isEmpty();
  }

  @Test
  void itFailsWithThePersonsReason() {
    order.after(review("fraud", SOON)).after(fail("fraud", Expectation.WHOLE_ORDER, "declined"));

    assertThat(order.state()).isEqualTo(FAILED);
    assertThat(order.codes()).containsExactly("declined");
  }

  @Test
  void itFailsWhenNobodyDecidesInTime() {
    order.after(review("fraud", SOON)).waiting(Duration.ofMinutes(10).minusMillis(1));
    assertThat(order.state()).isEqualTo(CREATED);

    order.waiting(Duration.ofMillis(1));

    assertThat(order.state()).isEqualTo(FAILED);
    assertThat(order.codes()).containsExactly("no-verdict");
    assertThat(order.last().reasons().getFirst().detail()).startsWith("Nobody decided");
  }

  @Test
  void noValidatorHoldsAnOrderForLongerThanOrdersPermit() {
    order.after(review("fraud", NOON.plus(Duration.ofDays(3650))));

    assertThat(order.last().deadline()).isEqualTo(BOUND);
    order.waiting(VERDICT.plus(PATIENCE.review()));
    assertThat(order.state()).isEqualTo(FAILED);
  }

  @Test
  void anEarlierMomentShortensNothing() {
    order.after(review("fraud", NOON.plusMillis(1)));

    assertThat(order.last().deadline()).isEqualTo(NOON.plus(VERDICT));
    assertThat(order.last().underReview()).containsExactly("fraud");
  }

  @Test
  void ofTwoAnnouncementsTheLaterMomentCountsInWhateverOrderTheyCome() {
    Instant later = SOON.plusSeconds(60);
    ToldOrder other =
        ToldOrder.created(1)
            .after(pass("order-details"))
            .after(pass("inventory", 1))
            .after(review("fraud", later));

    order.after(review("fraud", SOON)).after(review("fraud", later));

    assertThat(order.last().deadline()).isEqualTo(later);
    assertThat(other.decide(review("fraud", SOON))).isEqualTo(IGNORED);
    assertThat(other.life().until()).isEqualTo(later);
  }

  @Test
  void aRepeatedAnnouncementChangesNothing() {
    order.after(review("fraud", SOON));

    assertThat(order.decide(review("fraud", SOON))).isEqualTo(IGNORED);
  }

  @Test
  void nobodyWaitsForARuleThatIsNotRequiredOrNotOfThisLine() {
    assertThat(order.decide(review("unheard-of", SOON))).isEqualTo(IGNORED);
    assertThat(order.decide(new OrderEvent.ReviewAnnounced("fraud", 1, SOON, List.of())))
        .isEqualTo(IGNORED);
  }

  @Test
  void anAnnouncementAfterTheVerdictChangesNothing() {
    ToldOrder passed = ToldOrder.created(1).after(pass("fraud"));

    assertThat(passed.decide(review("fraud", SOON))).isEqualTo(IGNORED);
    assertThat(passed.life().until()).isEqualTo(NOON.plus(VERDICT));
  }

  @Test
  void anAnnouncementAfterTheDecisionChangesNothing() {
    order.after(pass("fraud"));

    assertThat(order.decide(review("fraud", SOON))).isEqualTo(IGNORED);
    assertThat(order.state()).isEqualTo(VALIDATED);
  }

  @Test
  void theOtherRulesKeepTheirDeadline() {
    ToldOrder silent =
        ToldOrder.created(1).after(pass("inventory", 1)).after(review("fraud", SOON));

    silent.waiting(VERDICT);

    assertThat(silent.state()).isEqualTo(FAILED);
    assertThat(silent.last().reasons()).extracting(Reason::source).containsExactly("order-details");
  }

  @Test
  void anOrderThatIsRefusedAnywayWaitsForNoPerson() {
    ToldOrder refusedLater = ToldOrder.created(1).after(pass("order-details"));
    refusedLater.after(review("fraud", SOON)).after(fail("inventory", 1, "out-of-stock"));
    ToldOrder refusedBefore = ToldOrder.created(1).after(pass("order-details"));
    refusedBefore.after(fail("inventory", 1, "out-of-stock")).after(review("fraud", SOON));

    for (ToldOrder refused : List.of(refusedLater, refusedBefore)) {
      assertThat(refused.state()).isEqualTo(FAILED);
      assertThat(refused.codes()).containsExactly("out-of-stock");
    }
    assertThat(refusedLater.last().head().version()).isEqualTo(3);
    assertThat(refusedBefore.last().head().version()).isEqualTo(2);
  }

  @Test
  void itIsCancelledWhileItWaits() {
    order.after(review("fraud", SOON)).after(cancel());

    assertThat(order.state()).isEqualTo(CANCELLED);
  }

  @Test
  void aRepeatedRequestLeavesTheReviewAsItIs() {
    order.after(review("fraud", SOON)).after(SomeOrders.wanted("1", 1));

    assertThat(order.last().underReview()).containsExactly("fraud");
    assertThat(order.last().deadline()).isEqualTo(SOON);
  }

  /** Whatever is announced, in whatever order: the end comes by the bound, by the latest moment. */
  @Test
  void everyReviewedOrderEndsByTheLatestMomentThatIsGranted() {
    Seeds.forEach(
        2_000,
        seed -> {
          List<OrderEvent.ReviewAnnounced> announced =
              seed.listOf(
                  seed.intBetween(1, 4),
                  () -> review("fraud", NOON.plusMillis(seed.longBetween(-100_000, 3_000_000))));
          ToldOrder waiting =
              ToldOrder.created(1).after(pass("order-details")).after(pass("inventory", 1));
          List<Instant> deadlines = new ArrayList<>();
          for (OrderEvent.ReviewAnnounced each : seed.withRepeats(announced, 0.3)) {
            waiting.after(each);
            deadlines.add(waiting.life().until());
          }
          Instant latest =
              announced.stream()
                  .map(OrderEvent.ReviewAnnounced::until)
                  .map(until -> until.isAfter(BOUND) ? BOUND : until)
                  .filter(until -> until.isAfter(NOON.plus(VERDICT)))
                  .max(Instant::compareTo)
                  .orElse(NOON.plus(VERDICT));

          assertThat(deadlines).isSorted().endsWith(latest);
          waiting.waiting(Duration.between(NOON, latest).minusMillis(1));
          assertThat(waiting.state()).isEqualTo(CREATED);
          waiting.waiting(Duration.ofMillis(1));
          assertThat(waiting.state()).isEqualTo(FAILED);
        });
  }
}
