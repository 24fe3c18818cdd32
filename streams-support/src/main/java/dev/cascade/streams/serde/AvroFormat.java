package dev.cascade.streams.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * How Avro records are put into bytes: in the registry's frame ({@link AvroSerdes}), or bare in
 * tests that need no registry.
 */
public interface AvroFormat {

  /** A serde for the record class; null values are tombstones and stay null. */
  <T extends SpecificRecord> Serde<T> of(Class<T> type);
}
