package dev.cascade.bench.peers.streams;

import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.Verdict;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The records of this peer, as JSON. */
final class StreamsSerdes {

  static final Serde<PeerOrder> ORDER = of(PeerOrder.class);
  static final Serde<Verdict> VERDICT = of(Verdict.class);
  static final Serde<Spending> SPENDING = of(Spending.class);

  private StreamsSerdes() {}

  // A deleted record has no value, and a serde answers with none.
  @SuppressWarnings("NullAway")
  private static <T> Serde<T> of(Class<T> type) {
    return Serdes.serdeFrom(
        (_, value) -> value == null ? null : Json.bytes(value),
        (_, bytes) -> bytes == null ? null : Json.read(bytes, type));
  }
}
