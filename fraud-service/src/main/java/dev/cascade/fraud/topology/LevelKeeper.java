package dev.cascade.fraud.topology;

import dev.cascade.fraud.domain.CustomerLevel;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the level of each customer; a tombstone forgets it. */
final class LevelKeeper implements Processor<String, CustomerLevel, Void, Void> {

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, CustomerLevel> levels;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    levels = context.getStateStore(FraudStores.LEVELS);
  }

  @Override
  public void process(Record<String, CustomerLevel> record) {
    levels.put(record.key(), record.value());
  }
}
