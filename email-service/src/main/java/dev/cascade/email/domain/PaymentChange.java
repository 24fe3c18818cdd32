package dev.cascade.email.domain;

/**
 * What became of an order's payment.
 *
 * @param paid whether the order is paid; refused and refunded otherwise
 */
public record PaymentChange(SettledPayment payment, boolean paid) {}
