package dev.cascade.orders.domain;

import java.time.Duration;

/**
 * How long an order stays in a state when nothing happens. Rules have deadlines of their own.
 *
 * @param review beyond a rule's deadline, for a person to decide on it
 * @param payment in VALIDATED, for the payment
 * @param shipping in CONFIRMED, for the goods to leave
 * @param refund in CONFIRMED with a cancellation, for the money to come back
 * @param retention in a final state, before it is forgotten
 */
public record Patience(
    Duration review, Duration payment, Duration shipping, Duration refund, Duration retention) {}
