package dev.cascade.payments.timeline;

import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.history.Teller;
import dev.cascade.streams.history.Tellers;
import dev.cascade.streams.history.Told;
import dev.cascade.streams.serde.AvroFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Tells every topic that has records of a payment, in the order in which things usually happen. */
final class PaymentTellers {

  private final AvroFormat avro;
  private final FactWords words;

  PaymentTellers(AvroFormat avro, FactWords words) {
    this.avro = avro;
    this.words = words;
  }

  Tellers all() {
    return new Tellers(
        List.of(
            payments(Topics.PAYMENTS_INCOMING),
            payments(Topics.PAYMENTS_INFLIGHT),
            teller(Topics.ACCOUNT_BALANCES, AccountBalance.class, words::entry),
            payments(Topics.PAYMENTS_COMPLETE),
            teller(Topics.ORDER_PAYMENTS, OrderPayment.class, words::outcome),
            payments(Topics.PAYMENTS_CONFIRMED)));
  }

  private Teller<Payment> payments(String topic) {
    return teller(topic, Payment.class, payment -> words.payment(topic, payment));
  }

  private <V extends SpecificRecord> Teller<V> teller(
      String topic, Class<V> type, Function<V, Told> told) {
    return new Teller<>(topic, words.owner(topic), avro.of(type).deserializer(), told);
  }
}
