package dev.cascade.streams.serde;

import dev.cascade.schemas.wire.BoundedDecoder;
import dev.cascade.schemas.wire.RegistryFrame;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads the frame, resolves the writer's schema to the class's own, and wants every byte used. */
final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  /**
   * Brokers take some 1,048,000 bytes by default, and what follows from a record repeats parts of
   * it: an id in key and value, for instance. What services write themselves stays far below.
   */
  private static final int MOST_BYTES = 400_000;

  private final SchemaRegistryClient registry;
  private final Schema schema;
  private final SharedLookup<Integer, SpecificDatumReader<T>> readers =
      new SharedLookup<>(this::readerOf);

  AvroDeserializer(SchemaRegistryClient registry, Class<T> type) {
    this.registry = registry;
    this.schema = SpecificData.get().getSchema(type);
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] data) {
    if (data == null) {
      return null;
    }
    if (!RegistryFrame.isOn(data)) {
      throw new SerializationException("Not a registry-framed Avro value, topic " + topic);
    }
    if (data.length > MOST_BYTES) {
      throw new SerializationException(
          "A value of " + data.length + " bytes, over " + MOST_BYTES + ", topic " + topic);
    }
    int id = RegistryFrame.schemaId(data);
    SpecificDatumReader<T> reader = readers.of(id);
    try {
      BoundedDecoder decoder = new BoundedDecoder(data, RegistryFrame.BYTES);
      T value = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new SerializationException("Bytes are left over after a " + schema.getName());
      }
      return value;
    } catch (IOException | RuntimeException e) {
      throw e instanceof SerializationException known
          ? known
          : new SerializationException(
              "No " + schema.getName() + " with schema id " + id + ", topic " + topic, e);
    }
  }

  private SpecificDatumReader<T> readerOf(int id) {
    Schema writer = registry.schemaOf(id);
    if (!writer.getFullName().equals(schema.getFullName())) {
      throw new SerializationException(
          "Schema id " + id + " is " + writer.getFullName() + ", not " + schema.getFullName());
    }
    return new SpecificDatumReader<>(writer, schema);
  }
}
