package dev.cascade.orderdetails.domain;

/**
 * One line of an order, as it was sent.
 *
 * @param number 1 for the first line
 * @param productId what is ordered
 * @param quantity pieces
 * @param unitPrice price of one piece
 */
public record OrderLine(int number, String productId, int quantity, Money unitPrice) {}
