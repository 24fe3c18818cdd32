package dev.cascade.fraud.rest;

import dev.cascade.fraud.config.FraudSettings;
import dev.cascade.fraud.domain.Review.Ruling;
import dev.cascade.fraud.domain.Review.Signature;
import dev.cascade.fraud.domain.ReviewDecision;
import dev.cascade.fraud.rest.ReviewReads.Asked;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemResponse;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.ReadUri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.Headers;

/**
 * Ends reviews: writes the decision and waits until the topology has ended the review, by this
 * decision or by another that was first.
 */
@ApplicationScoped
class ReviewDecisions {

  private final ReviewReads reads;
  private final DecisionWriter writer;
  private final FraudSettings settings;
  private final InstantSource clock;

  ReviewDecisions(
      ReviewReads reads, DecisionWriter writer, FraudSettings settings, InstantSource clock) {
    this.reads = reads;
    this.writer = writer;
    this.settings = settings;
    this.clock = clock;
  }

  /** A reviewer's wish, and the request that it came with. */
  record Wish(
      String orderId, Ruling ruling, Signature signature, UriInfo uri, HttpHeaders headers) {}

  /** 200 with the review when it is, or was, decided so; 404 or 409 when it cannot be. */
  CompletionStage<Response> decide(Wish wish) {
    Deadline deadline = Deadline.in(settings.decisionTimeout());
    Headers trace = writer.trace();
    ReadUri read = ReadUri.of(wish.uri(), "v1", "fraud", "reviews", wish.orderId());
    return reads
        .review(wish.orderId(), new Asked(read, wish.headers(), deadline))
        .thenCompose(answer ->
            isOpen(answer)
                ? written(wish, reads.entity(answer), trace)
                    .thenCompose(_ ->
                        reads.review(
                            wish.orderId(),
                            new Asked(
                                read.with(ReviewReads.ENDED, true), wish.headers(), deadline)))
                : CompletableFuture.completedFuture(answer))
        .thenApply(answer -> answer.getStatus() == 200 ? told(wish, reads.entity(answer)) : answer);
  }

  private boolean isOpen(Response answer) {
    return answer.getStatus() == 200 && reads.entity(answer).state() == ReviewView.State.OPEN;
  }

  private CompletionStage<?> written(Wish wish, ReviewView review, Headers trace) {
    return writer.write(
        new ReviewDecision(
            UUID.randomUUID().toString(),
            review.orderId(),
            review.customerId(),
            wish.ruling(),
            wish.signature(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS)),
        trace);
  }

  private static Response told(Wish wish, ReviewView review) {
    if (review.state() == ReviewView.state(wish.ruling())) {
      return Response.ok(review).build();
    }
    return ProblemResponse.of(
            switch (review.state()) {
              case OPEN ->
                  Problem.timeout(
                      "It is asked of the review of order %s, not decided yet; it is safe to ask again."
                          .formatted(wish.orderId()));
              case APPROVED, DECLINED ->
                  Problem.conflict(
                      "The review of order %s was decided otherwise: %s by %s."
                          .formatted(wish.orderId(), review.state(), review.decidedBy()));
              case LAPSED ->
                  Problem.conflict(
                      "The time for the review of order %s was over at %s."
                          .formatted(wish.orderId(), review.until()));
              case WITHDRAWN ->
                  Problem.conflict(
                      "Order %s ended before anybody decided on it.".formatted(wish.orderId()));
            })
        .build();
  }
}
