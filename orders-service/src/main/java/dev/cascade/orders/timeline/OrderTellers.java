package dev.cascade.orders.timeline;

import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.EmailResendRequested;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.FraudAlert;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.history.Teller;
import dev.cascade.streams.history.Tellers;
import dev.cascade.streams.history.Told;
import dev.cascade.streams.serde.AvroFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Tells every topic that has records of an order, in the order in which things usually happen. */
final class OrderTellers {

  private final AvroFormat avro;
  private final FactWords words;

  OrderTellers(AvroFormat avro, FactWords words) {
    this.avro = avro;
    this.words = words;
  }

  Tellers all() {
    return new Tellers(
        List.of(
            teller(Topics.ORDER_REQUESTS, OrderRequest.class, words::request),
            teller(Topics.ORDERS, Order.class, words::order),
            teller(Topics.ORDER_LINES, OrderLineChange.class, words::line),
            teller(Topics.CUSTOMER_ORDERS, CustomerOrderChange.class, words::customerOrder),
            teller(Topics.ORDER_VALIDATIONS, OrderValidation.class, words::verdict),
            teller(Topics.FRAUD_ALERTS, FraudAlert.class, words::fraudAlert),
            payments(Topics.PAYMENTS_INCOMING),
            payments(Topics.PAYMENTS_INFLIGHT),
            payments(Topics.PAYMENTS_COMPLETE),
            teller(Topics.ORDER_PAYMENTS, OrderPayment.class, words::paymentOutcome),
            payments(Topics.PAYMENTS_CONFIRMED),
            teller(Topics.PLATINUM_EMAILS, EmailRequested.class, words::mailRequest),
            teller(Topics.EMAIL_RESENDS, EmailResendRequested.class, words::mailAgain),
            teller(Topics.EMAILS_SENT, EmailSent.class, words::mail)));
  }

  private Teller<Payment> payments(String topic) {
    return teller(topic, Payment.class, payment -> words.payment(topic, payment));
  }

  private <V extends SpecificRecord> Teller<V> teller(
      String topic, Class<V> type, Function<V, Told> told) {
    return new Teller<>(topic, words.owner(topic), avro.of(type).deserializer(), told);
  }
}
