package dev.cascade.payments.topology;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.MerchantAccounts;
import dev.cascade.payments.domain.OrderFact;
import dev.cascade.payments.domain.Payment;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.RecordKeys;
import dev.cascade.streams.tracing.TraceContext;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What orders ask of payments: {@code orders -> payments-incoming}. Without state: the payment's id
 * is made of the order's, so the gate drops repeats.
 */
public final class OrderIntakeTopology {

  private final PaymentSerdes serdes;
  private final MerchantAccounts merchants;

  /** Reads and writes with these serdes; pays these merchants. */
  public OrderIntakeTopology(PaymentSerdes serdes, MerchantAccounts merchants) {
    this.serdes = serdes;
    this.merchants = merchants;
  }

  /** Adds the flow. */
  public void addTo(StreamsBuilder builder) {
    instructions(orders(builder))
        .to(
            Topics.PAYMENTS_INCOMING,
            Produced.with(Serdes.String(), serdes.incoming()).withName("payments-incoming-sink"));
  }

  private KStream<String, OrderFact> orders(StreamsBuilder builder) {
    return builder.stream(
            Topics.ORDERS,
            Consumed.with(RecordKeys.serde(), serdes.orders()).withName("orders-source"))
        .filter((_, order) -> Objects.nonNull(order), Named.as("present-orders"));
  }

  private KStream<String, Payment.Incoming> instructions(KStream<String, OrderFact> orders) {
    return orders.process(Instructing::new, Named.as("instructions"));
  }

  /** What follows is stamped with when it follows, not with when the order was decided. */
  private final class Instructing
      extends ContextualProcessor<String, OrderFact, String, Payment.Incoming> {

    @Override
    public void process(Record<String, OrderFact> order) {
      order
          .value()
          .instruction(merchants)
          .ifPresent(payment ->
              context()
                  .forward(
                      new Record<>(
                          payment.instruction().id(),
                          payment,
                          context().currentSystemTimeMs(),
                          TraceContext.following(order.headers()))));
    }
  }
}
