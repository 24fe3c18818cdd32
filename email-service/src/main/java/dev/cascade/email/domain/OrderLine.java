package dev.cascade.email.domain;

/**
 * One line of an order.
 *
 * @param number 1 for the first line
 */
public record OrderLine(int number, String productId, int quantity, Money unitPrice) {}
