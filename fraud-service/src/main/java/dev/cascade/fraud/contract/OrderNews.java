package dev.cascade.fraud.contract;

import dev.cascade.fraud.domain.Money;
import dev.cascade.fraud.domain.SpendingEvent;
import dev.cascade.fraud.domain.SpendingEvent.GivenBack;
import dev.cascade.fraud.domain.SpendingEvent.Placed;
import dev.cascade.fraud.domain.SpendingEvent.PlacedInUnknownCurrency;
import dev.cascade.schemas.Order;
import java.util.Currency;
import java.util.Optional;

/**
 * What a record of topic {@code orders} means here.
 *
 * @param customerId whose order it is
 * @param event empty for news that change nothing that is spent
 */
public record OrderNews(String customerId, Optional<SpendingEvent> event) {

  /** The rule's name, in verdicts and as the source of reasons. */
  static final String RULE = "fraud";

  /** Far more than any id has; what is longer would not fit the internal records. */
  private static final int MOST_ID = 1_000;

  static OrderNews of(Order order) {
    if (order.getCreatedAt().toEpochMilli() < 0) {
      throw new IllegalArgumentException("createdAt is before 1970");
    }
    if (order.getId().length() > MOST_ID || order.getCustomerId().length() > MOST_ID) {
      throw new IllegalArgumentException("an id is longer than " + MOST_ID + " characters");
    }
    return new OrderNews(order.getCustomerId(), event(order));
  }

  /** Only a change of state is news; other records note a request. */
  private static Optional<SpendingEvent> event(Order order) {
    if (order.getState() == order.getPreviousState()) {
      return Optional.empty();
    }
    return switch (order.getState()) {
      case CREATED -> Optional.of(placed(order));
      case FAILED, CANCELLED -> Optional.of(new GivenBack(order.getId(), order.getCreatedAt()));
      case VALIDATED, CONFIRMED, SHIPPED -> Optional.empty();
    };
  }

  private static SpendingEvent placed(Order order) {
    return currency(order.getTotal().getCurrency())
        .<SpendingEvent>map(currency ->
            new Placed(
                order.getId(),
                order.getCreatedAt(),
                new Money(order.getTotal().getMinorUnits(), currency),
                order.getRequiredRules().contains(RULE)))
        .orElseGet(() -> new PlacedInUnknownCurrency(order.getId(), order.getCreatedAt()));
  }

  private static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
