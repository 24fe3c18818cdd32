package dev.cascade.email.domain;

import static dev.cascade.email.domain.Samples.NOON;
import static dev.cascade.email.domain.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.domain.DeliveryAnswer.Accepted;
import dev.cascade.email.domain.DeliveryAnswer.Deferred;
import dev.cascade.email.domain.DeliveryAnswer.Rejected;
import dev.cascade.email.domain.DeliveryAnswer.Unreachable;
import dev.cascade.email.domain.MailDecision.Closed;
import dev.cascade.email.domain.MailDecision.Ignored;
import dev.cascade.email.domain.MailDecision.Queued;
import dev.cascade.email.domain.MailState.Settled;
import dev.cascade.email.domain.MailState.UnderWay;
import dev.cascade.email.domain.Outcome.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailDeciderTest {

  private static final Duration WEEK = Duration.ofDays(7);

  private final MailDecider decider =
      new MailDecider(
          new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1), 3, Duration.ofHours(1)),
          WEEK,
          "cascade.example");

  @Test
  void aNewRequestIsDueAtOnce() {
    MailDecision decision =
        decider.requested(null, false, request("1", "ada@example.org"), 42, NOON);

    assertThat(decision).isInstanceOf(Queued.class);
    UnderWay mail = ((Queued) decision).state();
    assertThat(mail.dueAt()).isEqualTo(NOON);
    assertThat(mail.attempts()).isZero();
    assertThat(mail.origin()).isEqualTo(42);
  }

  @Test
  void aRepeatedRequestDoesNothingWhileUnderWayWhenSettledAndWhenOnlyRecorded() {
    EmailRequest request = request("1", "ada@example.org");

    assertThat(decider.requested(underWay(0), false, request, 1, NOON)).isInstanceOf(Ignored.class);
    assertThat(decider.requested(settled(), false, request, 1, NOON)).isInstanceOf(Ignored.class);
    assertThat(decider.requested(null, true, request, 1, NOON)).isInstanceOf(Ignored.class);
  }

  @Test
  void aRequestWithoutAnAddressIsRefusedWithoutAnAttempt() {
    Closed closed = (Closed) decider.requested(null, false, request("1", null), 1, NOON);

    assertThat(closed.outcome().verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(closed.outcome().attempts()).isZero();
    assertThat(closed.outcome().detail()).isEqualTo("address missing");
  }

  @Test
  void anAcceptedMailIsSent() {
    Closed closed = (Closed) decider.answered(underWay(1), new Accepted(), NOON, 0.5);

    assertThat(closed.outcome().verdict()).isEqualTo(Verdict.SENT);
    assertThat(closed.outcome().attempts()).isEqualTo(2);
    assertThat(closed.state().dueAt()).isEqualTo(NOON.plus(WEEK));
  }

  @Test
  void aRejectedMailIsRefusedWithTheServersWords() {
    Closed closed =
        (Closed) decider.answered(underWay(0), new Rejected("550 no such user"), NOON, 0.5);

    assertThat(closed.outcome().verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(closed.outcome().detail()).isEqualTo("550 no such user");
  }

  @Test
  void aDeferredMailAndAnUnreachableServerAreTriedAgainWithTheSameMessageId() {
    for (DeliveryAnswer answer : List.of(new Deferred("450 busy"), new Unreachable("refused"))) {
      UnderWay before = underWay(0);
      Queued queued = (Queued) decider.answered(before, answer, NOON, 0.5);

      assertThat(queued.state().dueAt()).isEqualTo(NOON.plusSeconds(1));
      assertThat(queued.state().attempts()).isEqualTo(1);
      assertThat(queued.state().messageId()).isEqualTo(before.messageId());
    }
  }

  @Test
  void afterTheLastAttemptTheMailIsRefusedWithTheLastAnswer() {
    Closed closed = (Closed) decider.answered(underWay(2), new Deferred("450 busy"), NOON, 0.5);

    assertThat(closed.outcome().verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(closed.outcome().detail()).isEqualTo("gave up after 3 attempts: 450 busy");
  }

  @Test
  void aResendIsHeededOncePerRequestIdAndHasItsOwnMessageId() {
    ResendWish wish = new ResendWish("1", "op-1", null);

    UnderWay again = ((Queued) decider.resend(settled(), wish, NOON)).state();
    Settled after = ((Closed) decider.answered(again, new Accepted(), NOON, 0)).state();

    assertThat(again.messageId()).isNotEqualTo(underWay(0).messageId());
    assertThat(decider.resend(after, wish, NOON)).isInstanceOf(Ignored.class);
    assertThat(decider.resend(after, new ResendWish("1", "op-2", null), NOON))
        .isInstanceOf(Queued.class);
  }

  @Test
  void aResendGoesToTheCorrectedAddress() {
    ResendWish wish = new ResendWish("1", "op-1", "new@example.org");

    Queued queued = (Queued) decider.resend(settled(), wish, NOON);

    assertThat(queued.state().request().email()).isEqualTo("new@example.org");
  }

  @Test
  void aResendOfAMailThatIsUnderWayOrForgottenDoesNothing() {
    ResendWish wish = new ResendWish("1", "op-1", null);

    assertThat(decider.resend(underWay(1), wish, NOON)).isInstanceOf(Ignored.class);
    assertThat(decider.resend(null, wish, NOON)).isInstanceOf(Ignored.class);
  }

  @Test
  void onlyTheLatestResendsAreRemembered() {
    MailState state = settled();
    for (int i = 0; i < 2 * MailDecider.MAX_RESENDS; i++) {
      UnderWay again =
          ((Queued) decider.resend(state, new ResendWish("1", "op-" + i, null), NOON)).state();
      state = ((Closed) decider.answered(again, new Accepted(), NOON, 0)).state();
    }

    assertThat(state.resends()).hasSize(MailDecider.MAX_RESENDS).contains("op-39");
  }

  private static UnderWay underWay(int attempts) {
    return new UnderWay(
        request("1", "ada@example.org"), "<id@x>", attempts, NOON, NOON, 1, null, List.of());
  }

  private static Settled settled() {
    return new Settled(request("1", "ada@example.org"), NOON.plus(WEEK), 1, List.of());
  }
}
