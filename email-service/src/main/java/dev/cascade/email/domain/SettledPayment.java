package dev.cascade.email.domain;

/** The payment that paid an order. */
public record SettledPayment(String orderId, String paymentId, Money amount) {}
