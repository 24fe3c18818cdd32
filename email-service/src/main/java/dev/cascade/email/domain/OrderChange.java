package dev.cascade.email.domain;

/**
 * A record of an order's life.
 *
 * @param becameConfirmed whether it is the one that confirms the order
 */
public record OrderChange(ConfirmedOrder order, boolean becameConfirmed) {}
