package dev.cascade.fraud.contract;

import dev.cascade.fraud.domain.CustomerOrder;
import dev.cascade.fraud.domain.Money;
import dev.cascade.fraud.domain.SpendingEvent;
import dev.cascade.fraud.domain.SpendingEvent.GivenBack;
import dev.cascade.fraud.domain.SpendingEvent.Placed;
import dev.cascade.fraud.domain.SpendingEvent.PlacedInUnknownCurrency;
import dev.cascade.schemas.CustomerOrderChange;
import java.util.Currency;
import java.util.Optional;

/** Orders that change what their customer spends, in {@code customer-orders}. */
final class CustomerOrders {

  /** Far more than any id has; what is longer would not fit the stores. */
  private static final int MOST_ID = 1_000;

  private CustomerOrders() {}

  static CustomerOrder toDomain(CustomerOrderChange change) {
    if (change.getOrderedAt().toEpochMilli() < 0) {
      throw new IllegalArgumentException("orderedAt is before 1970");
    }
    if (change.getOrderId().length() > MOST_ID || change.getCustomerId().length() > MOST_ID) {
      throw new IllegalArgumentException("an id is longer than " + MOST_ID + " characters");
    }
    return new CustomerOrder(change.getCustomerId(), event(change));
  }

  private static SpendingEvent event(CustomerOrderChange change) {
    return switch (change.getChange()) {
      case PLACED -> placed(change);
      case ENDED -> new GivenBack(change.getOrderId(), change.getOrderedAt());
    };
  }

  private static SpendingEvent placed(CustomerOrderChange change) {
    return currency(change.getTotal().getCurrency())
        .<SpendingEvent>map(currency ->
            new Placed(
                change.getOrderId(),
                change.getOrderedAt(),
                new Money(change.getTotal().getMinorUnits(), currency),
                change.getRequiredRules().contains(FraudContract.RULE)))
        .orElseGet(() -> new PlacedInUnknownCurrency(change.getOrderId(), change.getOrderedAt()));
  }

  private static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
