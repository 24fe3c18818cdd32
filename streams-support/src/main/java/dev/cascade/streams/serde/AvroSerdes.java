package dev.cascade.streams.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Value serdes for the catalogue's topics: one zero byte, the schema's id in four bytes (big
 * endian), the record in Avro's binary encoding. This is the frame that Confluent's clients read.
 * Schemas are registered before a service starts; the subject is the topic's name with {@code
 * -value}.
 */
public final class AvroSerdes implements AvroFormat {

  private final SchemaRegistryClient registry;

  /** Serdes that ask this registry. */
  public AvroSerdes(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  @Override
  public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    return Serdes.serdeFrom(
        new AvroSerializer<>(registry, type), new AvroDeserializer<>(registry, type));
  }
}
