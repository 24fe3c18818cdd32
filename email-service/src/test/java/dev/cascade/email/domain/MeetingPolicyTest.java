package dev.cascade.email.domain;

import static dev.cascade.email.domain.Samples.NOON;
import static dev.cascade.email.domain.Samples.order;
import static dev.cascade.email.domain.Samples.payment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.domain.Meeting.AwaitingOrder;
import dev.cascade.email.domain.Meeting.AwaitingPayment;
import dev.cascade.email.domain.Meeting.Closed;
import dev.cascade.email.domain.Meeting.Met;
import dev.cascade.email.domain.MeetingEvent.Confirmed;
import dev.cascade.email.domain.MeetingEvent.Paid;
import dev.cascade.email.domain.MeetingEvent.Withdrawn;
import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeetingPolicyTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Confirmed CONFIRMED = new Confirmed(order("1"));
  private static final Paid PAID = new Paid(payment("1"));

  private final MeetingPolicy policy = new MeetingPolicy(HOUR);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3_599_999, 3_600_000})
  void aPaymentWithinTheWindowMeetsItsOrderWhicheverIsFirst(long millisApart) {
    Instant later = NOON.plusMillis(millisApart);

    Meeting orderFirst = policy.after(policy.after(null, CONFIRMED, NOON), PAID, later);
    Meeting paymentFirst = policy.after(policy.after(null, PAID, NOON), CONFIRMED, later);
    Meeting laterReadFirst = policy.after(policy.after(null, CONFIRMED, later), PAID, NOON);

    Met met = new Met(order("1"), payment("1"), later);
    assertThat(orderFirst).isEqualTo(met);
    assertThat(paymentFirst).isEqualTo(met);
    assertThat(laterReadFirst).isEqualTo(met);
  }

  @Test
  void aWithdrawnOrderMeetsNobodyWhateverCameBefore() {
    Meeting confirmed = policy.after(null, CONFIRMED, NOON);
    Meeting paid = policy.after(null, PAID, NOON);

    for (Meeting before : new Meeting[] {null, confirmed, paid, new Closed(NOON)}) {
      Meeting withdrawn = policy.after(before, new Withdrawn(), NOON);

      assertThat(withdrawn).isEqualTo(new Closed(NOON));
      assertThat(policy.after(withdrawn, PAID, NOON)).isEqualTo(withdrawn);
      assertThat(policy.after(withdrawn, CONFIRMED, NOON)).isEqualTo(withdrawn);
    }
  }

  @Test
  void aPaymentBeyondTheWindowWaitsForAnotherOrder() {
    Instant later = NOON.plus(HOUR).plusMillis(1);

    assertThat(policy.after(policy.after(null, CONFIRMED, NOON), PAID, later))
        .isEqualTo(new AwaitingOrder(payment("1"), later));
    assertThat(policy.after(policy.after(null, PAID, NOON), CONFIRMED, later))
        .isEqualTo(new AwaitingPayment(order("1"), later));
  }

  @Test
  void aSideThatIsReadLateDoesNotReplaceAYoungerOne() {
    Meeting young = new AwaitingOrder(payment("1"), NOON);

    assertThat(policy.after(young, CONFIRMED, NOON.minus(HOUR).minusMillis(1))).isEqualTo(young);
  }

  @Test
  void aRepeatedSideIsWaitedForFromItsLatestTime() {
    Meeting repeated =
        policy.after(policy.after(null, CONFIRMED, NOON), CONFIRMED, NOON.plus(HOUR));

    assertThat(policy.after(repeated, PAID, NOON.plus(HOUR).plus(HOUR))).isInstanceOf(Met.class);
  }

  @Test
  void afterTheMeetingNothingMeetsAgain() {
    Closed closed = new Closed(NOON);

    assertThat(policy.after(closed, CONFIRMED, NOON)).isEqualTo(closed);
    assertThat(policy.after(closed, PAID, NOON.plus(HOUR))).isEqualTo(closed);
  }

  @Test
  void inAnySequenceWithinTheWindowTheyMeetExactlyOnceAfterBothHaveCome() {
    Seeds.forEach(
        200,
        seed -> {
          Meeting meeting = null;
          int meetings = 0;
          boolean confirmed = false;
          boolean paid = false;
          for (int i = 0; i < 12; i++) {
            boolean isPayment = seed.chance(0.5);
            confirmed |= !isPayment;
            paid |= isPayment;
            meeting = policy.after(meeting, isPayment ? PAID : CONFIRMED, within(seed));
            if (meeting instanceof Met met) {
              meetings++;
              meeting = new Closed(met.at());
            }
          }
          assertThat(meetings).isEqualTo(confirmed && paid ? 1 : 0);
        });
  }

  private static Instant within(Seed seed) {
    return NOON.plusMillis(seed.longBetween(0, HOUR.toMillis()));
  }
}
