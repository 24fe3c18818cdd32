package dev.cascade.fraud.domain;

import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer spends, in each currency for itself.
 *
 * @param byCurrency only currencies that still matter
 */
public record CustomerSpending(Map<Currency, Spending> byCurrency) {

  /** Nothing spent. */
  public static final CustomerSpending NONE = new CustomerSpending(Map.of());

  /** Keeps its own copy. */
  public CustomerSpending {
    byCurrency = Map.copyOf(byCurrency);
  }

  /** In that currency; null where there is none. */
  public @Nullable Spending in(Currency currency) {
    return byCurrency.get(currency);
  }

  /** With another spending in that currency. */
  public CustomerSpending with(Currency currency, Spending spending) {
    Map<Currency, Spending> changed = new HashMap<>(byCurrency);
    changed.put(currency, spending);
    return new CustomerSpending(changed);
  }

  /** Without that currency. */
  public CustomerSpending without(Currency currency) {
    Map<Currency, Spending> changed = new HashMap<>(byCurrency);
    changed.remove(currency);
    return new CustomerSpending(changed);
  }

  /** Whether nothing is left to know. */
  public boolean isEmpty() {
    return byCurrency.isEmpty();
  }
}
