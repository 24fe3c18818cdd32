package dev.cascade.bench.peers.streams;

import static org.apache.kafka.common.serialization.Serdes.Long;
import static org.apache.kafka.common.serialization.Serdes.String;

import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.PeerSettings;
import dev.cascade.bench.peers.Verdict;
import java.time.Duration;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.StreamJoined;

/**
 * {@code order-validations}, counted by order within a session of five minutes, back to {@code
 * orders}: three that passed, from whichever rules, validate; one that did not fails.
 */
final class AggregatorTopology {

  private static final long RULES = 3;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final JoinWindows NEAR = JoinWindows.ofTimeDifferenceWithNoGrace(WINDOW);

  private AggregatorTopology() {}

  static Topology of(PeerSettings settings) {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, PeerOrder> created =
        builder.stream(
                settings.named(StreamsNames.ORDERS), Consumed.with(String(), StreamsSerdes.ORDER))
            .filter((_, order) -> order.state() == OrderState.CREATED);
    KStream<String, Verdict> verdicts =
        builder.stream(
            settings.named(StreamsNames.VALIDATIONS),
            Consumed.with(String(), StreamsSerdes.VERDICT));
    Produced<String, PeerOrder> produced = Produced.with(String(), StreamsSerdes.ORDER);
    validated(verdicts, created).to(settings.named(StreamsNames.ORDERS), produced);
    failed(verdicts, created).to(settings.named(StreamsNames.ORDERS), produced);
    return builder.build();
  }

  private static KStream<String, PeerOrder> validated(
      KStream<String, Verdict> verdicts, KStream<String, PeerOrder> created) {
    return verdicts
        .groupByKey(Grouped.with(String(), StreamsSerdes.VERDICT))
        .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(WINDOW))
        .aggregate(
            () -> 0L,
            (_, verdict, passed) -> verdict.passed() ? passed + 1 : passed,
            (_, earlier, later) -> later == null ? earlier : later,
            Materialized.with(String(), Long()))
        .toStream((session, _) -> session.key())
        // What is not the newest session any more is deleted.
        .filter((_, passed) -> passed != null && passed >= RULES)
        .join(
            created,
            (_, order) -> order.in(OrderState.VALIDATED),
            NEAR,
            StreamJoined.with(String(), Long(), StreamsSerdes.ORDER));
  }

  /** One of several that refuse is enough. */
  private static KStream<String, PeerOrder> failed(
      KStream<String, Verdict> verdicts, KStream<String, PeerOrder> created) {
    return verdicts
        .filter((_, verdict) -> !verdict.passed())
        .join(
            created,
            (_, order) -> order.in(OrderState.FAILED),
            NEAR,
            StreamJoined.with(String(), StreamsSerdes.VERDICT, StreamsSerdes.ORDER))
        .groupByKey(Grouped.with(String(), StreamsSerdes.ORDER))
        .reduce((first, _) -> first)
        .toStream();
  }
}
