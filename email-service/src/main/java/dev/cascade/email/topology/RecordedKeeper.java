package dev.cascade.email.topology;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps which orders have a recorded outcome. */
final class RecordedKeeper implements Processor<String, byte[], Void, Void> {

  private final String store;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, byte[]> recorded;

  RecordedKeeper(String store) {
    this.store = store;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    recorded = context.getStateStore(store);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    recorded.put(record.key(), record.value());
  }
}
