package dev.cascade.payments.contract;

import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.gate.GateEvent;
import dev.cascade.schemas.PaymentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** How follow-ups travel to the ledger of their original: Avro's single-object encoding. */
final class GateEventState {

  private GateEventState() {}

  static byte[] write(GateEvent event) {
    Payment payment =
        switch (event) {
          case GateEvent.Submitted(Payment.Incoming submitted) -> submitted;
          case GateEvent.Ended(Payment.Ended ended) -> ended;
        };
    try {
      ByteBuffer buffer = PaymentContract.toAvro(payment).toByteBuffer();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a follow-up", e);
    }
  }

  static GateEvent read(byte[] bytes) {
    try {
      var avro = dev.cascade.schemas.Payment.fromByteBuffer(ByteBuffer.wrap(bytes));
      return avro.getState() == PaymentState.INCOMING
          ? new GateEvent.Submitted(PaymentContract.incoming(avro))
          : new GateEvent.Ended(PaymentContract.ended(avro));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a follow-up", e);
    }
  }
}
