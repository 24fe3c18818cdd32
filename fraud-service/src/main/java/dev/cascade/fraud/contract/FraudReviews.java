package dev.cascade.fraud.contract;

import static dev.cascade.fraud.contract.FraudContract.money;

import dev.cascade.fraud.domain.FraudFact.Audited;
import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.Review.Signature;
import dev.cascade.fraud.domain.Review.Subject;
import dev.cascade.fraud.domain.ReviewDecision;
import dev.cascade.schemas.AuditEvent;
import dev.cascade.schemas.FraudReview;
import dev.cascade.schemas.FraudReviewDecision;
import dev.cascade.schemas.FraudReviewRuling;
import dev.cascade.schemas.FraudReviewState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reviews and what reviewers decide, in the words of the topics. */
final class FraudReviews {

  private static final int MOST_ID = 1_000;
  private static final int MOST_NAME = 1_000;
  private static final int MOST_WORDS = 10_000;

  private FraudReviews() {}

  static FraudReview review(Review review) {
    Subject subject = review.subject();
    FraudReview.Builder wire =
        FraudReview.newBuilder()
            .setOrderId(subject.orderId())
            .setCustomerId(subject.customerId())
            .setOrderTotal(money(subject.value()))
            .setWindowTotal(money(subject.total()))
            .setLimit(money(subject.limit()))
            .setState(state(review))
            .setOrderedAt(subject.orderedAt())
            .setOpenedAt(subject.openedAt())
            .setUntil(subject.until());
    if (review instanceof Review.Ended ended) {
      wire.setEndedAt(ended.endedAt());
    }
    if (review instanceof Review.Decided decided) {
      wire.setDecidedBy(decided.signature().by()).setWhy(decided.signature().why());
    }
    return wire.build();
  }

  private static FraudReviewState state(Review review) {
    return switch (review) {
      case Review.Open _ -> FraudReviewState.OPEN;
      case Review.Decided decided ->
          switch (decided.ruling()) {
            case APPROVE -> FraudReviewState.APPROVED;
            case DECLINE -> FraudReviewState.DECLINED;
          };
      case Review.Lapsed _ -> FraudReviewState.LAPSED;
      case Review.Withdrawn _ -> FraudReviewState.WITHDRAWN;
    };
  }

  static Review review(FraudReview wire) {
    Subject subject =
        new Subject(
            wire.getOrderId(),
            wire.getCustomerId(),
            wire.getOrderedAt(),
            money(wire.getOrderTotal()),
            money(wire.getWindowTotal()),
            money(wire.getLimit()),
            wire.getOpenedAt(),
            wire.getUntil());
    return switch (wire.getState()) {
      case OPEN -> new Review.Open(subject);
      case APPROVED -> decided(subject, wire, Review.Ruling.APPROVE);
      case DECLINED -> decided(subject, wire, Review.Ruling.DECLINE);
      case LAPSED -> new Review.Lapsed(subject, endedAt(wire));
      case WITHDRAWN -> new Review.Withdrawn(subject, endedAt(wire));
    };
  }

  private static Review decided(Subject subject, FraudReview wire, Review.Ruling ruling) {
    Signature signature =
        new Signature(said(wire.getDecidedBy(), "decidedBy"), said(wire.getWhy(), "why"));
    return new Review.Decided(subject, endedAt(wire), ruling, signature);
  }

  private static Instant endedAt(FraudReview wire) {
    Instant endedAt = wire.getEndedAt();
    if (endedAt == null) {
      throw new IllegalArgumentException("A review that ended does not say when");
    }
    return endedAt;
  }

  private static String said(@Nullable String text, String field) {
    if (text == null) {
      throw new IllegalArgumentException("A review that was decided has no " + field);
    }
    return text;
  }

  static FraudReviewDecision decision(ReviewDecision decision) {
    return new FraudReviewDecision(
        decision.id(),
        decision.orderId(),
        decision.customerId(),
        switch (decision.ruling()) {
          case APPROVE -> FraudReviewRuling.APPROVE;
          case DECLINE -> FraudReviewRuling.DECLINE;
        },
        decision.signature().by(),
        decision.signature().why(),
        decision.askedAt());
  }

  /** Refuses what would not fit the stores. */
  static ReviewDecision decision(FraudReviewDecision wire) {
    requireAtMost(wire.getDecisionId(), MOST_ID, "decisionId");
    requireAtMost(wire.getOrderId(), MOST_ID, "orderId");
    requireAtMost(wire.getDecidedBy(), MOST_NAME, "decidedBy");
    requireAtMost(wire.getWhy(), MOST_WORDS, "why");
    return new ReviewDecision(
        wire.getDecisionId(),
        wire.getOrderId(),
        wire.getCustomerId(),
        switch (wire.getRuling()) {
          case APPROVE -> Review.Ruling.APPROVE;
          case DECLINE -> Review.Ruling.DECLINE;
        },
        new Signature(wire.getDecidedBy(), wire.getWhy()),
        wire.getDecidedAt());
  }

  private static void requireAtMost(String text, int most, String field) {
    if (text.length() > most) {
      throw new IllegalArgumentException(field + " is longer than " + most + " characters");
    }
  }

  /** The event has the id of the decision, so that it is the same when it is written again. */
  static AuditEvent audit(Audited audited) {
    ReviewDecision decision = audited.decision();
    return AuditEvent.newBuilder()
        .setEventId(decision.id())
        .setService(FraudContract.SERVICE)
        .setActor(decision.signature().by())
        .setAction(
            switch (decision.ruling()) {
              case APPROVE -> "approve-order";
              case DECLINE -> "decline-order";
            })
        .setSubject(decision.orderId())
        .setWhy(decision.signature().why())
        .setOutcome(
            switch (decision.ruling()) {
              case APPROVE -> "The order passes the rule fraud.";
              case DECLINE -> "The order fails the rule fraud.";
            })
        .setAt(audited.at())
        .build();
  }
}
