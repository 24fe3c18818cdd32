package dev.cascade.local.reconcile;

import dev.cascade.local.reconcile.books.Amount;
import dev.cascade.local.reconcile.books.BookedPayment;
import dev.cascade.local.reconcile.books.Books;
import dev.cascade.local.reconcile.books.KnownOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The payments against the orders: what says that it is paid was paid, what ended otherwise was
 * given back. Only orders that were accepted in the period are judged, since of others the payment
 * may lie before it.
 */
final class OrderCheck {

  private OrderCheck() {}

  /** What does not agree, in the order of payments and then of orders. */
  static List<Break> of(Books books) {
    List<Break> breaks = new ArrayList<>();
    Map<String, List<BookedPayment>> byOrder = new TreeMap<>();
    new TreeMap<>(books.ended())
        .values()
        .forEach(payment ->
            payment
                .order()
                .ifPresent(order -> {
                  byOrder.computeIfAbsent(order, _ -> new ArrayList<>()).add(payment);
                  if (!books.orders().containsKey(order)
                      && books.period().contains(payment.updatedAt())) {
                    breaks.add(unknown(payment, order));
                  }
                }));
    new TreeMap<>(books.orders())
        .values().stream()
            .filter(order -> books.period().contains(order.createdAt()))
            .filter(order -> books.period().contains(order.updatedAt()))
            .flatMap(
                order -> check(books, order, byOrder.getOrDefault(order.id(), List.of())).stream())
            .forEach(breaks::add);
    return breaks;
  }

  private static Break unknown(BookedPayment payment, String order) {
    return new Break(
        Break.Kind.PAYMENT_WITHOUT_ORDER,
        payment.id(),
        "%s of %s, for order %s, which is not known"
            .formatted(payment.state(), payment.amount(), order));
  }

  private static Optional<Break> check(
      Books books, KnownOrder order, List<BookedPayment> payments) {
    List<BookedPayment> complete = payments.stream().filter(BookedPayment::isComplete).toList();
    Map<Boolean, Amount> sums =
        complete.stream()
            .collect(
                Collectors.partitioningBy(
                    BookedPayment::isRefund,
                    Collectors.reducing(zero(order), BookedPayment::amount, Amount::plus)));
    Amount paid = sums.getOrDefault(false, zero(order));
    Amount refunded = sums.getOrDefault(true, zero(order));
    boolean isOver =
        complete.stream().allMatch(payment -> books.period().contains(payment.updatedAt()));
    if (order.isPaid()) {
      return paidAsTotal(order, paid);
    }
    if (!isOver || paid.equals(refunded)) {
      return Optional.empty();
    }
    return Optional.of(
        order.isUndone()
            ? new Break(
                Break.Kind.ORDER_NOT_REFUNDED,
                order.id(),
                "%s since %s; of %s that were paid, %s have gone back"
                    .formatted(order.state(), order.updatedAt(), paid, refunded))
            : new Break(
                Break.Kind.ORDER_BEHIND,
                order.id(),
                "%s since %s, and %s were paid".formatted(order.state(), order.updatedAt(), paid)));
  }

  private static Optional<Break> paidAsTotal(KnownOrder order, Amount paid) {
    if (paid.equals(order.total())) {
      return Optional.empty();
    }
    return Optional.of(
        paid.value().signum() == 0
            ? new Break(
                Break.Kind.ORDER_NOT_PAID,
                order.id(),
                "%s since %s, and no payment is complete"
                    .formatted(order.state(), order.updatedAt()))
            : new Break(
                Break.Kind.ORDER_AMOUNT_DIFFERS,
                order.id(),
                "a total of %s, and %s were paid".formatted(order.total(), paid)));
  }

  private static Amount zero(KnownOrder order) {
    return new Amount(BigDecimal.ZERO, order.total().currency());
  }
}
