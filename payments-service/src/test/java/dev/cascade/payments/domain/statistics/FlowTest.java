package dev.cascade.payments.domain.statistics;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.incoming;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.Reason;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlowTest {

  private static final Instant NEXT_DAY = NOW.plus(Duration.ofDays(1));

  private final Payment.Debit debit = incoming(transfer("p", "a", "b", 5)).enter(NOW);

  @Test
  void whateverEndsAPaymentTakesItOutOfTheFlight() {
    Reason reason = Reason.of("x", "X.");
    Flow entered = Flow.ZERO.after(debit);
    assertThat(entered.inFlight()).isEqualTo(new Tally(1, BigInteger.valueOf(5)));

    assertThat(entered.after(debit.fail(reason, NOW)).inFlight()).isEqualTo(Tally.ZERO);
    assertThat(entered.after(debit.reject(reason, NOW)).inFlight()).isEqualTo(Tally.ZERO);
    assertThat(entered.after(debit.authorised(NOW)).inFlight()).isEqualTo(Tally.ZERO);
    assertThat(entered.after(debit.debited(NOW).credited(NOW)).inFlight()).isEqualTo(Tally.ZERO);
    assertThat(entered.after(debit.debited(NOW).reverse(reason, NOW).returned(NOW)).inFlight())
        .isEqualTo(Tally.ZERO);
  }

  @Test
  void whatNeverEnteredDoesNotLeave() {
    Payment.Rejected atTheGate =
        incoming(transfer("p", "a", "b", 5)).reject(Reason.of("x", "X."), NOW);

    assertThat(Flow.ZERO.after(atTheGate)).isEqualTo(Flow.ZERO);
  }

  @Test
  void partsOfDifferentDaysMergeToTheTotalAndToTheLaterDay() {
    Flow today = Flow.ZERO.after(confirmed(NOW));
    Flow tomorrow = Flow.ZERO.after(confirmed(NEXT_DAY)).after(confirmed(NEXT_DAY));

    Flow merged = today.merge(tomorrow);

    assertThat(merged).isEqualTo(tomorrow.merge(today));
    assertThat(merged.confirmed().count()).isEqualTo(3);
    assertThat(merged.on(Flow.day(NEXT_DAY)).count()).isEqualTo(2);
    assertThat(merged.on(Flow.day(NOW))).isEqualTo(Tally.ZERO);
  }

  @Test
  void aPaymentOfYesterdayThatComesLateIsNotCountedToday() {
    Flow flow = Flow.ZERO.after(confirmed(NEXT_DAY)).after(confirmed(NOW));

    assertThat(flow.confirmed().count()).isEqualTo(2);
    assertThat(flow.on(Flow.day(NEXT_DAY)).count()).isEqualTo(1);
  }

  private Payment.Confirmed confirmed(Instant at) {
    return debit.debited(at).credited(at).confirm(at);
  }
}
