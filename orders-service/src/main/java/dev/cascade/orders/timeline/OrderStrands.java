package dev.cascade.orders.timeline;

import dev.cascade.orders.timeline.OrderTimeline.Asked;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.FraudAlert;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.history.PastRecord;
import dev.cascade.streams.history.Strand;
import dev.cascade.streams.history.Tellers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Under which keys the records of an order lie. */
final class OrderStrands {

  private static final List<String> BY_ORDER =
      List.of(
          Topics.ORDER_REQUESTS,
          Topics.ORDERS,
          Topics.ORDER_VALIDATIONS,
          Topics.ORDER_PAYMENTS,
          Topics.PLATINUM_EMAILS,
          Topics.EMAIL_RESENDS,
          Topics.EMAILS_SENT);

  private static final List<String> BY_PAYMENT =
      List.of(Topics.PAYMENTS_INCOMING, Topics.PAYMENTS_COMPLETE, Topics.PAYMENTS_CONFIRMED);

  /** All of them. */
  static final Set<String> TOPICS =
      Stream.of(
              BY_ORDER.stream(),
              BY_PAYMENT.stream(),
              Stream.of(
                  Topics.ORDER_LINES,
                  Topics.CUSTOMER_ORDERS,
                  Topics.FRAUD_ALERTS,
                  Topics.PAYMENTS_INFLIGHT))
          .flatMap(Function.identity())
          .collect(Collectors.toUnmodifiableSet());

  private final Tellers tellers;

  OrderStrands(Tellers tellers) {
    this.tellers = tellers;
  }

  /** What lies under keys that the order itself names. */
  List<Strand> of(Asked order) {
    String id = order.orderId();
    Stream<Strand> own = BY_ORDER.stream().map(topic -> new Strand(topic, id));
    Stream<Strand> lines =
        order.productIds().stream()
            .distinct()
            .map(product ->
                new Strand(
                    Topics.ORDER_LINES,
                    product,
                    about(id, OrderLineChange.class, OrderLineChange::getOrderId)));
    Stream<Strand> customer =
        Stream.of(
            new Strand(
                Topics.CUSTOMER_ORDERS,
                order.customerId(),
                about(id, CustomerOrderChange.class, CustomerOrderChange::getOrderId)),
            new Strand(
                Topics.FRAUD_ALERTS,
                order.customerId(),
                about(id, FraudAlert.class, FraudAlert::getOrderId)));
    Stream<Strand> payments =
        BY_PAYMENT.stream()
            .flatMap(topic ->
                Stream.of(
                    new Strand(topic, PaymentIds.paymentOf(id)),
                    new Strand(topic, PaymentIds.refundOf(id))));
    return Stream.of(own, lines, customer, payments).flatMap(Function.identity()).toList();
  }

  /** What lies under the accounts that the order's payments name. */
  List<Strand> ofAccounts(String orderId, List<PastRecord> found) {
    return found.stream()
        .filter(record -> record.topic().equals(Topics.PAYMENTS_INCOMING))
        .map(record -> tellers.value(record, Payment.class))
        .flatMap(Optional::stream)
        .flatMap(payment -> Stream.of(payment.getDebtorAccount(), payment.getCreditorAccount()))
        .distinct()
        .map(account ->
            new Strand(
                Topics.PAYMENTS_INFLIGHT,
                account,
                record ->
                    tellers
                        .value(record, Payment.class)
                        .filter(payment -> orderId.equals(payment.getOrderId()))
                        .isPresent()))
        .toList();
  }

  private <V> Predicate<PastRecord> about(
      String orderId, Class<V> type, Function<V, String> orderIdOf) {
    return record -> tellers.value(record, type).map(orderIdOf).filter(orderId::equals).isPresent();
  }
}
