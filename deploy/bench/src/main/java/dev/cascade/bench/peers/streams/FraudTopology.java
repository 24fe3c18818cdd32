package dev.cascade.bench.peers.streams;

import static org.apache.kafka.common.serialization.Serdes.String;

import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.PeerSettings;
import dev.cascade.bench.peers.Verdict;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.Windowed;

/** {@code orders}, summed by customer and session of an hour, to {@code order-validations}. */
final class FraudTopology {

  private static final SessionWindows SESSION =
      SessionWindows.ofInactivityGapWithNoGrace(Duration.ofHours(1));

  private FraudTopology() {}

  static Topology of(PeerSettings settings) {
    StreamsBuilder builder = new StreamsBuilder();
    spending(builder, settings)
        .toStream()
        // What is not the newest session any more is deleted.
        .filter((_, spending) -> spending != null && spending.order() != null)
        .map((_, spending) -> verdict(spending))
        .to(
            settings.named(StreamsNames.VALIDATIONS),
            Produced.with(String(), StreamsSerdes.VERDICT));
    return builder.build();
  }

  private static KTable<Windowed<String>, Spending> spending(
      StreamsBuilder builder, PeerSettings settings) {
    return builder.stream(
            settings.named(StreamsNames.ORDERS), Consumed.with(String(), StreamsSerdes.ORDER))
        .filter((_, order) -> order.state() == OrderState.CREATED)
        .groupBy(
            (_, order) -> order.customer(),
            Grouped.with("by-customer", String(), StreamsSerdes.ORDER))
        .windowedBy(SESSION)
        .aggregate(
            () -> Spending.NONE,
            (_, order, spending) -> spending.with(order),
            (_, earlier, later) -> Spending.merged(earlier, later),
            Materialized.with(String(), StreamsSerdes.SPENDING));
  }

  private static KeyValue<String, Verdict> verdict(Spending spending) {
    PeerOrder order = Objects.requireNonNull(spending.order());
    return KeyValue.pair(order.id(), spending.verdict(order.id()));
  }
}
