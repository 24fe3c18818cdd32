package dev.cascade.orders.timeline;

import dev.cascade.schemas.CancellationRequested;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.EmailResendRequested;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.FraudAlert;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderRequested;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.ShipmentRequested;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.history.Told;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a record of each topic says about an order. */
final class FactWords {

  private final TopicCatalogue catalogue;

  /** Names writers by the catalogue's owners. */
  FactWords(TopicCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  String owner(String topic) {
    return catalogue.topic(topic).owner();
  }

  Told request(OrderRequest request) {
    String what =
        switch (request.getRequest()) {
          case OrderRequested _ -> "OrderRequested";
          case CancellationRequested _ -> "CancellationRequested";
          case ShipmentRequested _ -> "ShipmentRequested";
          case Object other -> other.getClass().getSimpleName();
        };
    return told(Topics.ORDER_REQUESTS, what, Map.of());
  }

  Told order(Order order) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("version", order.getVersion());
    putReasons(detail, order.getReasons());
    return told(Topics.ORDERS, words(order), detail);
  }

  private static String words(Order order) {
    if (!Objects.equals(order.getPreviousState(), order.getState())) {
      return order.getState().name();
    }
    if (!order.getUnderReview().isEmpty()) {
      return "a person decides on " + String.join(", ", order.getUnderReview()) + ", still CREATED";
    }
    return order.getCancellation() == null
        ? "a request noted, still " + order.getState()
        : "the cancellation noted, still " + order.getState();
  }

  Told line(OrderLineChange change) {
    return told(
        Topics.ORDER_LINES,
        "line %d %s".formatted(change.getNumber(), change.getChange()),
        Map.of("productId", change.getProductId(), "quantity", change.getQuantity()));
  }

  Told customerOrder(CustomerOrderChange change) {
    return told(Topics.CUSTOMER_ORDERS, "customer's order " + change.getChange(), Map.of());
  }

  /** A rule is named after its service; one that was plugged in may have any writer. */
  Told verdict(OrderValidation verdict) {
    Map<String, Object> detail = new LinkedHashMap<>();
    putReasons(detail, verdict.getReasons());
    if (verdict.getReviewUntil() != null) {
      detail.put("reviewUntil", verdict.getReviewUntil().toString());
    }
    return new Told(
        Arrays.stream(owner(Topics.ORDER_VALIDATIONS).split(", "))
            .filter(owner -> owner.equals(verdict.getRule() + "-service"))
            .findFirst()
            .orElse("rule " + verdict.getRule()),
        "verdict %s%s %s"
            .formatted(
                verdict.getRule(),
                verdict.getLine() == null ? "" : " line " + verdict.getLine(),
                verdict.getReviewUntil() == null ? verdict.getVerdict() : "PENDING"),
        detail);
  }

  Told fraudAlert(FraudAlert alert) {
    return told(Topics.FRAUD_ALERTS, "fraud alert", Map.of());
  }

  /** Given the topic, since payments of all states look alike. */
  Told payment(String topic, Payment payment) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("paymentId", payment.getId());
    putReason(detail, payment.getReason());
    String kind = payment.getKind() == PaymentKind.REFUND ? "refund" : "payment";
    return told(topic, kind + " " + payment.getState(), detail);
  }

  Told paymentOutcome(OrderPayment outcome) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("paymentId", outcome.getPaymentId());
    putReason(detail, outcome.getReason());
    return told(Topics.ORDER_PAYMENTS, "order " + outcome.getOutcome(), detail);
  }

  Told mailRequest(EmailRequested request) {
    return told(
        Topics.PLATINUM_EMAILS, "mail asked for", Map.of("level", request.getLevel().name()));
  }

  Told mailAgain(EmailResendRequested wish) {
    return told(
        Topics.EMAIL_RESENDS, "mail asked for again", Map.of("resendId", wish.getResendId()));
  }

  Told mail(EmailSent mail) {
    return told(
        Topics.EMAILS_SENT,
        mail.getOutcome() == EmailOutcome.SENT ? "mail sent" : "mail refused",
        Map.of("attempts", mail.getAttempts()));
  }

  private Told told(String topic, String what, Map<String, Object> detail) {
    return new Told(owner(topic), what, detail);
  }

  private static void putReasons(Map<String, Object> detail, List<Reason> reasons) {
    if (!reasons.isEmpty()) {
      detail.put("reasons", reasons.stream().map(FactWords::words).toList());
    }
  }

  private static void putReason(Map<String, Object> detail, @Nullable Reason reason) {
    if (reason != null) {
      detail.put("reason", words(reason));
    }
  }

  /** Not the detail, which may repeat what people wrote. */
  private static String words(Reason reason) {
    return reason.getSource() + ": " + reason.getCode();
  }
}
