package dev.cascade.inventory.domain;

/**
 * A line of an order; what a reservation is known by within its product.
 *
 * @param orderId the order
 * @param number 1 for the order's first line
 */
public record LineId(String orderId, int number) {}
