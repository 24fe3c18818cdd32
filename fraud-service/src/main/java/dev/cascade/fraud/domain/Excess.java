package dev.cascade.fraud.domain;

/**
 * How an order went over the limit.
 *
 * @param total value of the customer's live orders in one hour, with this one
 * @param limit what it may come to
 */
public record Excess(Money total, Money limit) {}
