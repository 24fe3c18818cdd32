package dev.cascade.email.topology;

import dev.cascade.email.domain.Customer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the latest record of each customer. */
final class CustomerKeeper implements Processor<String, Customer, Void, Void> {

  private final String store;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, Customer> customers;

  CustomerKeeper(String store) {
    this.store = store;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    customers = context.getStateStore(store);
  }

  @Override
  public void process(Record<String, Customer> record) {
    customers.put(record.key(), record.value());
  }
}
