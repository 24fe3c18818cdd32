package dev.cascade.fraud.domain;

import java.time.Instant;

/**
 * A reviewer's wish to end a review.
 *
 * @param id identifies it
 * @param askedAt when it was asked
 */
public record ReviewDecision(
    String id,
    String orderId,
    String customerId,
    Review.Ruling ruling,
    Review.Signature signature,
    Instant askedAt) {}
