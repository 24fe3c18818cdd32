package dev.cascade.payments.timeline;

import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.AccountEntry;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.history.Told;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record of each topic says about a payment. */
final class FactWords {

  private final TopicCatalogue catalogue;

  /** Names writers by the catalogue's owners. */
  FactWords(TopicCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  String owner(String topic) {
    return catalogue.topic(topic).owner();
  }

  /** Given the topic, since payments of all states look alike. */
  Told payment(String topic, Payment payment) {
    String kind =
        payment.getKind() == PaymentKind.TRANSFER
            ? "payment"
            : payment.getKind().name().toLowerCase(Locale.ROOT);
    return new Told(owner(topic), kind + " " + payment.getState(), reason(payment.getReason()));
  }

  /** An account's record is about the payment of its latest entry. */
  Told entry(AccountBalance account) {
    AccountEntry entry = account.getEntry();
    String what =
        entry == null
            ? "account changed"
            : entry.getAmountMinorUnits() < 0 ? "debtor's entry" : "creditor's entry";
    return new Told(owner(Topics.ACCOUNT_BALANCES), what, Map.of("version", account.getVersion()));
  }

  Told outcome(OrderPayment outcome) {
    return new Told(
        owner(Topics.ORDER_PAYMENTS), "order " + outcome.getOutcome(), reason(outcome.getReason()));
  }

  /** Not the detail, which may repeat what people wrote. */
  private static Map<String, Object> reason(@Nullable Reason reason) {
    return reason == null
        ? Map.of()
        : Map.of("reason", reason.getSource() + ": " + reason.getCode());
  }
}
