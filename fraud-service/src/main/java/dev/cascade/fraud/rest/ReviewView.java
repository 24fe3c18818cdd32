package dev.cascade.fraud.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.ReviewPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A review as JSON. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Review", description = "A person decides whether an order near the limit passes")
public record ReviewView(
    String orderId,
    String customerId,
    @Schema(description = "LAPSED when the time ran out, WITHDRAWN when the order ended before")
        State state,
    @Schema(description = "What the order comes to", examples = "499.00") String orderTotal,
    @Schema(
            description = "What the customer's live orders of one hour come to, with this one",
            examples = "1899.00")
        String total,
    @Schema(examples = "2000.00") String limit,
    String currency,
    Instant orderedAt,
    Instant openedAt,
    @Schema(description = "Until then somebody may decide") Instant until,
    @Nullable Instant endedAt,
    @Schema(description = "Who approved or declined it") @Nullable String decidedBy,
    @Schema(description = "Why, in his words") @Nullable String reason) {

  /** How it stands. */
  public enum State {
    /** Somebody may decide. */
    OPEN,
    /** The order passes. */
    APPROVED,
    /** The order is refused. */
    DECLINED,
    /** Nobody decided in time. */
    LAPSED,
    /** The order ended before, for another reason. */
    WITHDRAWN
  }

  /** A page of reviews, those first whose time ends first. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Reviews")
  public record ReviewsView(
      List<ReviewView> items,
      @Schema(description = "The cursor of the next page; absent on the last one")
          @Nullable String next) {}

  /** The review at that time: one that is open is over when its time is, whoever has noted it. */
  static ReviewView of(Review review, Instant now) {
    Review.Subject subject = review.subject();
    Review.Signature signature = review instanceof Review.Decided it ? it.signature() : null;
    return new ReviewView(
        subject.orderId(),
        subject.customerId(),
        state(review, now),
        subject.value().decimal(),
        subject.total().decimal(),
        subject.limit().decimal(),
        subject.limit().currency().getCurrencyCode(),
        subject.orderedAt(),
        subject.openedAt(),
        subject.until(),
        review instanceof Review.Ended ended ? ended.endedAt() : null,
        signature == null ? null : signature.by(),
        signature == null ? null : signature.why());
  }

  private static State state(Review review, Instant now) {
    return switch (review) {
      case Review.Open open -> ReviewPolicy.isOver(open.subject(), now) ? State.LAPSED : State.OPEN;
      case Review.Decided decided -> state(decided.ruling());
      case Review.Lapsed _ -> State.LAPSED;
      case Review.Withdrawn _ -> State.WITHDRAWN;
    };
  }

  /** What a review is after that ruling. */
  static State state(Review.Ruling ruling) {
    return switch (ruling) {
      case APPROVE -> State.APPROVED;
      case DECLINE -> State.DECLINED;
    };
  }
}
