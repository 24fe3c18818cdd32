package dev.cascade.payments.contract;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Where the serdes of Avro records come from: the registry, or none in topology tests. */
public interface AvroSource {

  /** A serde for the record class. */
  <T extends SpecificRecord> Serde<T> of(Class<T> type);
}
