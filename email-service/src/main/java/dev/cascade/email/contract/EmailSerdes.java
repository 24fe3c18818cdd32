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
import dev.cascade.streams.serde.MappedSerde;
import java.time.Instant;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
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

  /** Where the wire's serdes come from: the registry, or a test. */
  public interface Wire {
    /** A serde for the record class. */
    <T extends SpecificRecord> Serde<T> of(Class<T> type);
  }

  /** Domain types in front of the wire's. */
  public static EmailSerdes over(Wire wire) {
    return new EmailSerdes(
        MappedSerde.of(wire.of(Order.class), notWritten(), Incoming::order),
        MappedSerde.of(wire.of(OrderPayment.class), notWritten(), Incoming::payment),
        MappedSerde.of(
            wire.of(dev.cascade.schemas.Customer.class), notWritten(), Incoming::customer),
        MappedSerde.of(wire.of(EmailRequested.class), Outgoing::request, Incoming::request),
        MappedSerde.of(
            wire.of(EmailResendRequested.class),
            wish -> Outgoing.resend(wish, Instant.now()),
            Incoming::resend),
        MappedSerde.of(wire.of(EmailSent.class), Outgoing::outcome, Incoming::outcome));
  }

  private static <D, W> Function<D, W> notWritten() {
    return value -> {
      throw new UnsupportedOperationException("This service only reads this topic");
    };
  }
}
