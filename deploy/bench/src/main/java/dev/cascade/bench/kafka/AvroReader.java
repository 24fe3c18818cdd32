package dev.cascade.bench.kafka;

import dev.cascade.schemas.wire.BoundedDecoder;
import dev.cascade.schemas.wire.RegistryFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Reads framed Avro as the writer meant it, without any class of the services. One thread only. */
public final class AvroReader {

  private final Registry registry;
  private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
  private final BoundedDecoder decoder = new BoundedDecoder();

  /** A reader that asks this registry for schemas. */
  public AvroReader(Registry registry) {
    this.registry = registry;
  }

  /**
   * The record in these bytes.
   *
   * @throws IllegalArgumentException when they are no framed Avro
   */
  public GenericRecord read(byte[] bytes) {
    if (!RegistryFrame.isOn(bytes)) {
      throw new IllegalArgumentException("No framed Avro: " + bytes.length + " bytes");
    }
    int id = RegistryFrame.schemaId(bytes);
    try {
      return readers
          .computeIfAbsent(id, key -> new GenericDatumReader<>(registry.schema(key)))
          .read(null, decoder.on(bytes, RegistryFrame.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("No record of schema " + id, e);
    }
  }
}
