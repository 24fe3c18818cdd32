package dev.cascade.bench.peers.streams;

import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.Verdict;
import dev.cascade.bench.peers.streams.InventoryTopology.Demand;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Reserves what is there and not reserved yet. It does not know for whom: only sums are kept. */
final class StockReservation extends ContextualProcessor<String, Demand, String, Verdict> {

  private KeyValueStore<String, Long> reserved;

  // Kafka Streams calls init before anything else.
  @SuppressWarnings("NullAway.Init")
  StockReservation() {}

  @Override
  public void init(ProcessorContext<String, Verdict> context) {
    super.init(context);
    reserved = context.getStateStore(StreamsNames.RESERVED);
  }

  @Override
  public void process(Record<String, Demand> record) {
    PeerOrder order = record.value().order();
    Long found = reserved.get(order.product());
    long before = found == null ? 0 : found;
    boolean enough = before + order.quantity() <= record.value().stock();
    if (enough) {
      reserved.put(order.product(), before + order.quantity());
    }
    Verdict verdict = new Verdict(order.id(), Verdict.INVENTORY, enough);
    context().forward(record.withKey(order.id()).withValue(verdict));
  }
}
