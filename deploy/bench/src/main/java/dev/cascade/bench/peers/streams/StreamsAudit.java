package dev.cascade.bench.peers.streams;

import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.kafka.TopicScan;
import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what the topics of this peer say. */
final class StreamsAudit implements AutoCloseable {

  private final String prefix;
  private final TopicScan scan;
  private final Map<String, Integer> quantities = new HashMap<>();
  private final Map<String, List<OrderState>> steps = new HashMap<>();
  private final Set<String> stocked = new HashSet<>();
  private final Map<String, Long> reserved = new HashMap<>();

  StreamsAudit(Kafka kafka, String prefix) {
    this.prefix = prefix;
    scan =
        TopicScan.fromBeginning(
            kafka,
            List.of(
                prefix + StreamsNames.ORDERS,
                prefix + StreamsNames.VALIDATIONS,
                prefix + StreamsNames.RESERVED_CHANGELOG));
  }

  /** What is wrong now with these orders, or with the stock of all. */
  List<String> wrong(Set<String> accepted) {
    scan.readOn(this::read);
    List<String> wrong = new ArrayList<>();
    for (String id : accepted) {
      List<OrderState> seen = steps.getOrDefault(id, List.of());
      if (seen.size() != 2 || seen.getFirst() != OrderState.CREATED) {
        wrong.add("order " + id + " is " + seen + ", not created and decided once");
      }
    }
    long due = stocked.stream().mapToLong(id -> quantities.getOrDefault(id, 0)).sum();
    long held = reserved.values().stream().mapToLong(Long::longValue).sum();
    if (held != due) {
      wrong.add(held - due + " pieces are reserved beyond those of orders");
    }
    return wrong;
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    String topic = record.topic().substring(prefix.length());
    switch (topic) {
      case StreamsNames.ORDERS -> order(Json.read(record.value(), PeerOrder.class));
      case StreamsNames.VALIDATIONS -> verdict(Json.read(record.value(), Verdict.class));
      default -> reserved.put(record.key(), ByteBuffer.wrap(record.value()).getLong());
    }
  }

  private void order(PeerOrder order) {
    quantities.put(order.id(), order.quantity());
    steps.computeIfAbsent(order.id(), _ -> new ArrayList<>()).add(order.state());
  }

  private void verdict(Verdict verdict) {
    if (verdict.rule().equals(Verdict.INVENTORY) && verdict.passed()) {
      stocked.add(verdict.order());
    }
  }

  @Override
  public void close() {
    scan.close();
  }
}
