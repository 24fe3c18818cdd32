package dev.cascade.fraud.domain;

import dev.cascade.fraud.domain.SpendingEvent.Placed;
import dev.cascade.fraud.domain.SpendingWindow.Assessment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides on one order of one customer. An order passes while the live orders of each hour that it
 * falls in, itself included, come to no more than the limit. What is refused does not count.
 *
 * @param window which orders count together
 */
public record FraudDecider(SpendingWindow window) {

  /**
   * The judgement on a new order.
   *
   * @param order what is remembered of it from now on
   * @param spending the customer's spending in the order's currency, after it
   * @param total value of the live orders in the fullest hour that it falls in, with it
   */
  public record Judgement(JudgedOrder order, Spending spending, Money total) {}

  /** Judges an order that was not judged before. */
  public Judgement judge(
      String customerId, Placed order, @Nullable Spending before, LiveValues values, Money limit) {
    Assessment met = window.assess(before, order.createdAt(), values);
    long value = Math.max(0, order.value().minorUnits());
    long total = saturatedSum(met.fullest(), value);
    boolean refused = total > limit.minorUnits();
    boolean live = value > 0 && (!refused || (!order.endsIfRefused() && isCountable(total)));
    JudgedOrder judged =
        new JudgedOrder(
            order.orderId(),
            customerId,
            order.createdAt(),
            order.value(),
            live,
            refused
                ? Optional.of(new Excess(new Money(total, limit.currency()), limit))
                : Optional.empty());
    return new Judgement(
        judged,
        live ? added(met.advanced(), judged) : met.advanced(),
        new Money(total, limit.currency()));
  }

  /** The spending after a live order's value is given back, or is too old to matter. */
  public Spending without(JudgedOrder order, Spending spending) {
    return window.isCounted(spending, order.createdAt())
        ? spending.plus(-order.value().minorUnits())
        : spending;
  }

  private Spending added(Spending spending, JudgedOrder order) {
    return window.isCounted(spending, order.createdAt())
        ? spending.plus(order.value().minorUnits())
        : spending;
  }

  /** Past any limit is past any limit; the exact number does not matter there. */
  private static long saturatedSum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  private static boolean isCountable(long total) {
    return total < Long.MAX_VALUE / 4;
  }
}
