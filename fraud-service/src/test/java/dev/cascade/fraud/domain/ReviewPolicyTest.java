package dev.cascade.fraud.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.fraud.domain.Review.Decided;
import dev.cascade.fraud.domain.Review.Lapsed;
import dev.cascade.fraud.domain.Review.Open;
import dev.cascade.fraud.domain.Review.Ruling;
import dev.cascade.fraud.domain.Review.Signature;
import dev.cascade.fraud.domain.Review.Withdrawn;
import dev.cascade.fraud.domain.SpendingEvent.Placed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewPolicyTest {

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final Duration TIME = Duration.ofMinutes(10);

  private final ReviewPolicy policy =
      new ReviewPolicy(new ReviewBand(Optional.of(new BigDecimal("0.9")), Map.of()), TIME);
  private final Open open = review(190_000, true).orElseThrow();

  @Test
  void aReviewSaysWhatTheReviewerMustKnow() {
    Review.Subject subject = open.subject();

    assertThat(subject.orderId()).isEqualTo("o-1");
    assertThat(subject.value()).isEqualTo(eur(190_000));
    assertThat(subject.total()).isEqualTo(eur(190_000));
    assertThat(subject.limit()).isEqualTo(eur(200_000));
    assertThat(subject.until()).isEqualTo(NOON.plus(TIME));
  }

  @Test
  void theOrderIsAskedToWaitUntilADecisionOfTheLastMomentHasCome() {
    assertThat(ReviewPolicy.verdictUntil(open.subject()))
        .isAfter(open.subject().until())
        .isEqualTo(NOON.plus(TIME).plus(ReviewPolicy.TRAVEL));
  }

  @ParameterizedTest
  @CsvSource({
    "179999, true, false",
    "180000, true, true",
    "190000, false, false",
    "0, true, false"
  })
  void onlyAnOrderInTheBandThatWaitsForTheRuleIsReviewed(
      long cents, boolean endsIfRefused, boolean isReviewed) {
    assertThat(review(cents, endsIfRefused).isPresent()).isEqualTo(isReviewed);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "599999, true", "600000, false", "600001, false"})
  void aDecisionIsInTimeUntilTheMomentThatTheReviewerWasTold(long millis, boolean isInTime) {
    Instant now = NOON.plusMillis(millis);

    assertThat(ReviewPolicy.decided(open, decision(Ruling.APPROVE), now))
        .isEqualTo(
            isInTime
                ? new Decided(open.subject(), now, Ruling.APPROVE, new Signature("ann", "fine"))
                : new Lapsed(open.subject(), now));
  }

  @Test
  void anOrderThatEndsBeforeItsTimeIsWithdrawnAndAfterItHasLapsed() {
    Instant before = open.subject().until().minusMillis(1);

    assertThat(ReviewPolicy.orderEnded(open, before))
        .isEqualTo(new Withdrawn(open.subject(), before));
    assertThat(ReviewPolicy.orderEnded(open, open.subject().until()))
        .isEqualTo(new Lapsed(open.subject(), open.subject().until()));
  }

  @Test
  void theVerdictFollowsWhatWasDecidedAndStaysPendingWhereNobodyDid() {
    Review approved = ReviewPolicy.decided(open, decision(Ruling.APPROVE), NOON);
    Review declined = ReviewPolicy.decided(open, decision(Ruling.DECLINE), NOON);

    assertThat(Verdict.of(approved)).isEqualTo(new Verdict.Passed());
    assertThat(Verdict.of(declined)).isEqualTo(new Verdict.Declined("fine"));
    assertThat(Verdict.of(open)).isInstanceOf(Verdict.Pending.class);
    assertThat(Verdict.of(ReviewPolicy.orderEnded(open, NOON))).isEqualTo(Verdict.of(open));
  }

  private Optional<Open> review(long cents, boolean endsIfRefused) {
    return policy.review(
        "c-1",
        new Placed("o-1", NOON.minusMillis(3), eur(cents), endsIfRefused),
        Optional.empty(),
        eur(cents),
        eur(200_000),
        NOON);
  }

  private static ReviewDecision decision(Ruling ruling) {
    return new ReviewDecision("d-1", "o-1", "c-1", ruling, new Signature("ann", "fine"), NOON);
  }

  private static Money eur(long cents) {
    return new Money(cents, EUR);
  }
}
