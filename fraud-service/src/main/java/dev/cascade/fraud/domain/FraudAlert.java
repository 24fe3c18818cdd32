package dev.cascade.fraud.domain;

import java.time.Instant;

/**
 * A customer went over the limit.
 *
 * @param orderId the order that was refused
 * @param excess by how much
 * @param raisedAt when it was decided
 */
public record FraudAlert(String customerId, String orderId, Excess excess, Instant raisedAt) {}
