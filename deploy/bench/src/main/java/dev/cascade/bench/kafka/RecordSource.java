package dev.cascade.bench.kafka;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that become more with time. */
public interface RecordSource extends AutoCloseable {

  /** Gives all that is committed now and was not given before. */
  void readOn(Consumer<ConsumerRecord<String, byte[]>> reader);

  @Override
  void close();
}
