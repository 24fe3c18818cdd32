package dev.cascade.email.contract;

import dev.cascade.email.domain.Customer;
import dev.cascade.email.domain.EmailRequest;
import dev.cascade.email.domain.OrderChange;
import dev.cascade.email.domain.Outcome;
import dev.cascade.email.domain.PaymentChange;
import dev.cascade.email.domain.ResendWish;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.EmailResendRequested;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.streams.serde.AvroFormat;
import dev.cascade.streams.serde.MappedSerde;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;

/**
 * Serdes of the topics that the service reads and writes, in domain types.
 *
 * @param orders read only
 * @param payments read only
 * @param customers read only
 */
public record EmailSerdes(
    Serde<OrderChange> orders,
    Serde<PaymentChange> payments,
    Serde<Customer> customers,
    Serde<EmailRequest> requests,
    Serde<ResendWish> resends,
    Serde<Outcome> outcomes) {

  /** Domain types over that format. */
  public static EmailSerdes over(AvroFormat avro) {
    return new EmailSerdes(
        MappedSerde.readOnly(avro.of(Order.class), Incoming::order),
        MappedSerde.readOnly(avro.of(OrderPayment.class), Incoming::payment),
        MappedSerde.readOnly(avro.of(dev.cascade.schemas.Customer.class), Incoming::customer),
        MappedSerde.of(avro.of(EmailRequested.class), Outgoing::request, Incoming::request),
        MappedSerde.of(
            avro.of(EmailResendRequested.class),
            wish -> Outgoing.resend(wish, Instant.now()),
            Incoming::resend),
        MappedSerde.of(avro.of(EmailSent.class), Outgoing::outcome, Incoming::outcome));
  }
}
