package dev.cascade.auditor.run;

import static dev.cascade.auditor.invariants.Guarantee.BALANCES_SUM_TO_ZERO;
import static dev.cascade.auditor.invariants.Guarantee.CONFIRMED_MEANS_PAID;
import static dev.cascade.auditor.invariants.Guarantee.CREDIT_IMPLIES_DEBIT;
import static dev.cascade.auditor.invariants.Guarantee.ENDED_ORDERS_HOLD_NOTHING;
import static dev.cascade.auditor.invariants.Guarantee.ENTRIES_FOLLOW;
import static dev.cascade.auditor.invariants.Guarantee.ONE_FINAL_STATE;
import static dev.cascade.auditor.invariants.Guarantee.OVERDRAFT_KEPT;
import static dev.cascade.auditor.invariants.Guarantee.PAYMENTS_ONCE;
import static dev.cascade.auditor.invariants.Guarantee.POISON_PUT_ASIDE;
import static dev.cascade.auditor.invariants.Guarantee.REQUESTS_REFLECTED;
import static dev.cascade.auditor.invariants.Guarantee.RESERVED_WITHIN_ON_HAND;
import static dev.cascade.auditor.invariants.Guarantee.STOCK_FOLLOWS_LINES;
import static dev.cascade.auditor.invariants.Guarantee.VALIDATED_MEANS_PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cascade.auditor.invariants.Guarantee;
import dev.cascade.auditor.run.Story.Write;
import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.AccountEntry;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to break a guarantee is seen, and the record that broke it is named. */
class BreachesTest {

  static final Instant START = Instant.parse("2030-01-01T10:00:00Z");

  /** Goes on with a good story, breaks something, and gives the record that does. */
  interface Break extends Function<Story, Write> {}

  static Stream<Arguments> breaks() {
    return Stream.of(
        of(
            "an entry without its counter-entry",
            BALANCES_SUM_TO_ZERO,
            story -> last(story, story.entries("p", "world", -5).getFirst())),
        of(
            "a counter-entry of less",
            BALANCES_SUM_TO_ZERO,
            story -> {
              List<Write> pair = story.entries("p", "world", -5);
              return first(story, pair.getFirst(), withOneLess(pair.getLast()));
            }),
        of(
            "a debit past the overdraft limit",
            OVERDRAFT_KEPT,
            story -> first(story, story.entries("p", "poor", -1).toArray(Write[]::new))),
        of(
            "a balance that is told twice",
            ENTRIES_FOLLOW,
            story -> again(story, "account-balances")),
        of(
            "a balance that is left out",
            ENTRIES_FOLLOW,
            story -> {
              story.leaveOut("world");
              return first(story, story.entries("p", "world", -5).toArray(Write[]::new));
            }),
        of(
            "a credit without a debit",
            CREDIT_IMPLIES_DEBIT,
            story -> first(story, story.entries("p", "c-1", 5).toArray(Write[]::new))),
        of(
            "a credit of more than the debit",
            CREDIT_IMPLIES_DEBIT,
            story -> {
              story.debit("p", "world", 5);
              return first(story, story.entries("p", "c-1", 6).toArray(Write[]::new));
            }),
        of(
            "a second debit",
            PAYMENTS_ONCE,
            story -> {
              story.debit("p", "world", 5);
              return first(story, story.entries("p", "world", -5).toArray(Write[]::new));
            }),
        of(
            "a second credit",
            PAYMENTS_ONCE,
            story -> {
              story.fund("p", "c-1", 5);
              return first(story, story.entries("p", "c-1", 5).toArray(Write[]::new));
            }),
        of(
            "an end without entries",
            PAYMENTS_ONCE,
            story -> last(story, story.ended("p", null, PaymentState.COMPLETE, 5))),
        of(
            "an end as failed, and a debit",
            PAYMENTS_ONCE,
            story -> {
              story.debit("p", "world", 5);
              return last(story, story.ended("p", null, PaymentState.FAILED, 5));
            }),
        of(
            "a debit after an end as rejected",
            PAYMENTS_ONCE,
            story -> {
              Write end = last(story, story.ended("p", null, PaymentState.REJECTED, 5));
              story.debit("p", "world", 5);
              return end;
            }),
        of(
            "a second end",
            PAYMENTS_ONCE,
            story -> {
              story.fund("p", "c-1", 5);
              return last(story, story.ended("p", null, PaymentState.REVERSED, 5));
            }),
        of(
            "a second outcome for the order",
            PAYMENTS_ONCE,
            story ->
                last(
                    story,
                    story.outcome("confirmed", "order-confirmed", OrderPaymentOutcome.REFUSED))),
        of(
            "more reserved than there is",
            RESERVED_WITHIN_ON_HAND,
            story -> last(story, story.level("rare", 1, 2))),
        of(
            "less than nothing reserved",
            RESERVED_WITHIN_ON_HAND,
            story -> last(story, story.level("rare", 1, -1))),
        of(
            "pieces that no line reserved",
            STOCK_FOLLOWS_LINES,
            story -> last(story, story.level("ipad", 0, 1))),
        of(
            "a level that is left out",
            STOCK_FOLLOWS_LINES,
            story -> {
              story.level("ipad", 1, 0);
              return last(story, story.level("ipad", 1, 0));
            }),
        of(
            "a line that passes and reserves nothing",
            STOCK_FOLLOWS_LINES,
            story -> {
              Write line = story.created("o", "ipad")[0];
              story.commit(
                  Map.of("inventory-reservations", line),
                  story.verdict("o", "inventory", 1, Verdict.PASS));
              return line;
            }),
        of(
            "a line that reserves twice as much",
            STOCK_FOLLOWS_LINES,
            story -> {
              story.created("o", "ipad");
              return first(
                  story,
                  story.level("ipad", 0, 2),
                  story.verdict("o", "inventory", 1, Verdict.PASS));
            }),
        of(
            "a line that has ended and keeps its pieces",
            STOCK_FOLLOWS_LINES,
            story -> {
              story.validated("o", "ipad");
              story.move("o", OrderState.CANCELLED);
              Write told = lastLine(story);
              story.consumed("inventory-reservations", told);
              return told;
            }),
        of(
            "pieces that are released twice",
            STOCK_FOLLOWS_LINES,
            story -> {
              story.validated("o", "ipad");
              story.validated("other", "ipad");
              story.move("o", OrderState.CANCELLED);
              story.released("o", LineChange.ENDED);
              return last(story, story.level("ipad", 0, -1));
            }),
        of(
            "a cancelled order that nobody tells products of",
            ENDED_ORDERS_HOLD_NOTHING,
            story -> {
              story.validated("o", "ipad");
              return last(story, story.next("o", OrderState.CANCELLED));
            }),
        of(
            "a failed order that is confirmed",
            ONE_FINAL_STATE,
            story -> last(story, story.next("failed", OrderState.CONFIRMED))),
        of(
            "a shipped order that is cancelled",
            ONE_FINAL_STATE,
            story -> last(story, story.next("shipped", OrderState.CANCELLED))),
        of("an order that is told twice", ONE_FINAL_STATE, story -> again(story, "orders")),
        of(
            "an order that starts in the middle",
            ONE_FINAL_STATE,
            story -> {
              story.created("o", "ipad");
              story.next("o", OrderState.VALIDATED);
              Order fromNowhere =
                  Order.newBuilder((Order) story.next("o", OrderState.CONFIRMED).value())
                      .setId(story.id("nowhere"))
                      .setVersion(1)
                      .build();
              return last(story, story.write("orders", fromNowhere.getId(), fromNowhere));
            }),
        of(
            "a final order with a deadline",
            ONE_FINAL_STATE,
            story -> {
              story.created("o", "ipad");
              Order ended =
                  Order.newBuilder((Order) story.next("o", OrderState.SHIPPED).value())
                      .setState(OrderState.FAILED)
                      .setDeadline(START)
                      .build();
              return last(story, story.write("orders", ended.getId(), ended));
            }),
        of(
            "VALIDATED without a verdict",
            VALIDATED_MEANS_PASSED,
            story -> {
              story.created("o", "ipad");
              story.verdict("o", "order-details", Verdict.PASS);
              passed(story, "o", 1);
              return last(story, story.next("o", OrderState.VALIDATED));
            }),
        of(
            "VALIDATED with one line of two",
            VALIDATED_MEANS_PASSED,
            story -> {
              story.created("o", "ipad", "case");
              story.verdict("o", "order-details", Verdict.PASS);
              story.verdict("o", "fraud", Verdict.PASS);
              passed(story, "o", 1);
              return last(story, story.next("o", OrderState.VALIDATED));
            }),
        of(
            "VALIDATED while a person decides",
            VALIDATED_MEANS_PASSED,
            story -> {
              story.created("o", "ipad");
              story.verdict("o", "order-details", Verdict.PASS);
              story.pending("o");
              passed(story, "o", 1);
              return last(story, story.next("o", OrderState.VALIDATED));
            }),
        of(
            "VALIDATED after a refusal",
            VALIDATED_MEANS_PASSED,
            story -> {
              story.created("o", "ipad");
              story.verdict("o", "order-details", Verdict.PASS);
              story.verdict("o", "fraud", Verdict.FAIL);
              story.verdict("o", "fraud", Verdict.PASS);
              passed(story, "o", 1);
              return last(story, story.next("o", OrderState.VALIDATED));
            }),
        of(
            "FAILED with every rule passed",
            VALIDATED_MEANS_PASSED,
            story -> {
              story.created("o", "ipad");
              story.verdict("o", "order-details", Verdict.PASS);
              story.verdict("o", "fraud", Verdict.PASS);
              passed(story, "o", 1);
              Write failed = story.next("o", OrderState.FAILED);
              return first(story, failed, story.line("o", 1, LineChange.ENDED));
            }),
        of(
            "CONFIRMED without a payment",
            CONFIRMED_MEANS_PAID,
            story -> {
              story.validated("o", "ipad");
              return last(story, story.next("o", OrderState.CONFIRMED));
            }),
        of(
            "a request that comes to nothing",
            REQUESTS_REFLECTED,
            story -> {
              Write request = story.requested("o", "ipad");
              story.consumed("orders-lifecycle", request);
              return request;
            }),
        of(
            "poison that nobody puts aside",
            POISON_PUT_ASIDE,
            story -> {
              Write poison = story.poison("order-validations", 1);
              story.consumed("orders-lifecycle", poison);
              return poison;
            }),
        of(
            "poison that is put aside twice",
            POISON_PUT_ASIDE,
            story -> {
              Write poison = story.poison("order-validations", 1);
              story.letter("orders-dead-letters", "orders-lifecycle", poison);
              story.letter("orders-dead-letters", "orders-lifecycle", poison);
              return lastWrite(story);
            }));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void theGuaranteeIsBrokenByThatRecord(Guarantee guarantee, Break breaking) {
    Story story = Story.ofEverything("x-", START);
    Playback playback = new Playback(START).play(story);
    assertThat(playback.breaches()).isEmpty();
    int good = story.transactions().size();

    Write culprit = breaking.apply(story);
    playback.play(story.transactions().subList(good, story.transactions().size()));

    assertThat(playback.breaches())
        .filteredOn(breach -> breach.guarantee() == guarantee)
        .extracting(Breach::place)
        .containsExactly(playback.placeLike(culprit));
  }

  @Test
  void anOrderPastItsDeadlineIsBrokenUntilItEnds() {
    Story story = new Story("x-", START);
    story.created("o", "ipad");
    Playback playback = new Playback(START).play(story);
    playback.pass(Duration.ofSeconds(60).plus(Playback.GRACE));
    assertThat(playback.settle().breaches())
        .extracting(Breach::guarantee, Breach::place)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Guarantee.DEADLINES_KEPT,
                playback.placeLike(story.transactions().get(1).writes().getFirst())));
    assertThat(playback.rules().overdue()).isEqualTo(1);

    story.move("o", OrderState.FAILED);
    playback.play(story.transactions().subList(2, 3));

    assertThat(playback.rules().overdue()).isZero();
    assertThat(playback.ledger.standing(Guarantee.DEADLINES_KEPT)).isZero();
    assertThat(playback.ledger.breaches(Guarantee.DEADLINES_KEPT)).isEqualTo(1);
  }

  /** A version that is left out before the start may be the work of compaction: nothing is said. */
  @ParameterizedTest
  @MethodSource("breaks")
  void aBreachBeforeTheStartIsFoundOnceHoweverOftenItIsRead(Guarantee guarantee, Break breaking) {
    Story story = Story.ofEverything("x-", START);
    Write culprit = breaking.apply(story);
    Playback playback = new Playback(START).play(story);
    List<Breach> first = playback.breaches();

    playback.restart(1_000);
    playback.settle();

    assertThat(playback.breaches()).isEqualTo(first);
    if (!first.isEmpty()) {
      assertThat(first).extracting(Breach::place).contains(playback.placeLike(culprit));
    }
  }

  @Test
  void onlyWhatIsLeftOutIsNotSeenBeforeTheStart() {
    List<String> unseen =
        breaks()
            .filter(each -> {
              Story story = Story.ofEverything("x-", START);
              var _ = ((Break) each.get()[1]).apply(story);
              return new Playback(START).play(story).breaches().isEmpty();
            })
            .map(Arguments::toString)
            .toList();

    assertThat(unseen).allMatch(name -> name.contains("left out")).hasSize(2);
  }

  /**
   * {@link AuditorOnBrokerTest} writes all of them, and an order past its deadline, to a broker.
   */
  @Test
  void noGuaranteeIsWithoutAWayToBreakIt() {
    Set<Guarantee> broken =
        breaks().map(each -> (Guarantee) each.get()[0]).collect(Collectors.toSet());
    broken.add(Guarantee.DEADLINES_KEPT);

    assertThat(broken).containsExactlyInAnyOrder(Guarantee.values());
  }

  private static Arguments of(String name, Guarantee guarantee, Break breaking) {
    return argumentSet(name, guarantee, breaking);
  }

  private static Write last(Story story, Write write) {
    return first(story, write);
  }

  private static Write first(Story story, Write... writes) {
    story.commit(Map.of(), writes);
    return writes[0];
  }

  /** The last record of the topic, written once more. */
  private static Write again(Story story, String topic) {
    Write before =
        story.transactions().stream()
            .flatMap(transaction -> transaction.writes().stream())
            .filter(write -> write.topic().equals(topic))
            .reduce((_, later) -> later)
            .orElseThrow();
    return first(
        story, new Write(topic, before.partition(), before.key(), before.value(), null, null));
  }

  private static Write withOneLess(Write counterEntry) {
    AccountBalance whole = (AccountBalance) counterEntry.value();
    AccountBalance less =
        AccountBalance.newBuilder(whole)
            .setBalance(new Money(whole.getBalance().getMinorUnits() - 1, "EUR"))
            .setEntry(
                AccountEntry.newBuilder(whole.getEntry())
                    .setAmountMinorUnits(whole.getEntry().getAmountMinorUnits() - 1)
                    .build())
            .build();
    return new Write(
        counterEntry.topic(), counterEntry.partition(), counterEntry.key(), less, null, null);
  }

  private static void passed(Story story, String order, int line) {
    story.commit(
        Map.of(), story.level("ipad", 0, 1), story.verdict(order, "inventory", line, Verdict.PASS));
  }

  private static Write lastLine(Story story) {
    return story.transactions().getLast().writes().stream()
        .filter(write -> write.topic().equals("order-lines"))
        .findFirst()
        .orElseThrow();
  }

  private static Write lastWrite(Story story) {
    return story.transactions().getLast().writes().getLast();
  }
}
