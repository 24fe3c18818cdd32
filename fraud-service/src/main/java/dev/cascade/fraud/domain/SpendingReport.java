package dev.cascade.fraud.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is told of a customer's spending.
 *
 * @param level empty for a customer that the CRM has not told of
 */
public record SpendingReport(
    String customerId, Optional<CustomerLevel> level, List<InCurrency> currencies) {

  /**
   * Spending in one currency.
   *
   * @param total value of the live orders in the hour that ends at {@code asOf}
   * @param limit what it may come to
   * @param asOf when the latest order that was judged had been created
   */
  public record InCurrency(Money total, Money limit, Instant asOf) {}
}
