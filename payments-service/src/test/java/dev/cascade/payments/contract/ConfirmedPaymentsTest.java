package dev.cascade.payments.contract;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.incoming;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.payments.domain.Payment;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlainAvroSerde;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class ConfirmedPaymentsTest {

  private final Serde<Payment.Confirmed> serde = PaymentSerdes.over(PlainAvroSerde::of).confirmed();

  @Test
  void aPaymentWhoseIdNoWindowCanListIsADeadLetter() {
    assertThat(readAgain("x".repeat(128))).isEqualTo(confirmed("x".repeat(128)));

    assertThatThrownBy(() -> readAgain("x".repeat(129))).isInstanceOf(SerializationException.class);
  }

  private Payment.Confirmed readAgain(String id) {
    byte[] bytes = serde.serializer().serialize(Topics.PAYMENTS_CONFIRMED, confirmed(id));
    return serde.deserializer().deserialize(Topics.PAYMENTS_CONFIRMED, bytes);
  }

  private static Payment.Confirmed confirmed(String id) {
    return incoming(transfer(id, "a", "b", 1)).enter(NOW).debited(NOW).credited(NOW).confirm(NOW);
  }
}
