package dev.cascade.fraud.domain;

/**
 * An order changes what its customer spends.
 *
 * @param customerId whose order it is
 * @param event what happens to it
 */
public record CustomerOrder(String customerId, SpendingEvent event) {}
