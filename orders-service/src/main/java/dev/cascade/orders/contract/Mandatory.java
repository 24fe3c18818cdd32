package dev.cascade.orders.contract;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Makes a missing value a poison record, where a topic's contract knows no tombstones. */
public final class Mandatory {

  private Mandatory() {}

  /** The serde, for topics where there is always something. */
  public static <T> Serde<T> of(Serde<T> serde) {
    return Serdes.serdeFrom(
        serde.serializer(),
        (topic, data) -> {
          if (data == null) {
            throw new SerializationException("No value in a record of topic " + topic);
          }
          return serde.deserializer().deserialize(topic, data);
        });
  }
}
