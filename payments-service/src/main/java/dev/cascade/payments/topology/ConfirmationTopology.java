package dev.cascade.payments.topology;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.Payment;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.RecordKeys;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Payments whose entries are committed are confirmed: {@code payments-complete ->
 * payments-confirmed}.
 */
public final class ConfirmationTopology {

  private final PaymentSerdes serdes;

  /** Reads and writes with these serdes. */
  public ConfirmationTopology(PaymentSerdes serdes) {
    this.serdes = serdes;
  }

  /** Adds the flow. */
  public void addTo(StreamsBuilder builder) {
    builder.stream(
            Topics.PAYMENTS_COMPLETE,
            Consumed.with(RecordKeys.serde(), serdes.ended()).withName("payments-complete-source"))
        .processValues(Confirmer::new, Named.as("confirmations"))
        .to(
            Topics.PAYMENTS_CONFIRMED,
            Produced.with(Serdes.String(), serdes.confirmed()).withName("payments-confirmed-sink"));
  }

  private static final class Confirmer
      extends ContextualFixedKeyProcessor<String, Payment.Ended, Payment.Confirmed> {

    @Override
    public void process(FixedKeyRecord<String, Payment.Ended> record) {
      long now = context().currentSystemTimeMs();
      confirmed(record.value(), Instant.ofEpochMilli(now))
          .forEach(it -> context().forward(record.withValue(it).withTimestamp(now)));
    }

    private static List<Payment.Confirmed> confirmed(Payment.Ended payment, Instant now) {
      return payment instanceof Payment.Complete complete
          ? List.of(complete.confirm(now))
          : List.of();
    }
  }
}
