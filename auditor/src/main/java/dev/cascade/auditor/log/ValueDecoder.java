package dev.cascade.auditor.log;

import dev.cascade.schemas.wire.BoundedDecoder;
import dev.cascade.schemas.wire.RegistryFrame;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Decodes the values of one topic with the schema that each one's four-byte id names. */
final class ValueDecoder {

  private final Schema schema;
  private final SchemaSource schemas;
  private final Map<Integer, Optional<SpecificDatumReader<SpecificRecord>>> readers =
      new HashMap<>();
  private final BoundedDecoder decoder = new BoundedDecoder();

  /** A decoder of values that must be of this schema. */
  ValueDecoder(Schema schema, SchemaSource schemas) {
    this.schema = schema;
    this.schemas = schemas;
  }

  /**
   * The record, or empty where the bytes are none.
   *
   * @throws RegistrySilentException when the registry does not say what the id means
   */
  Optional<SpecificRecord> decode(byte[] bytes) {
    if (!RegistryFrame.isOn(bytes)) {
      return Optional.empty();
    }
    return reader(RegistryFrame.schemaId(bytes)).flatMap(reader -> read(reader, bytes));
  }

  /** An unknown id is asked for again: its schema may be registered later. */
  private Optional<SpecificDatumReader<SpecificRecord>> reader(int id) {
    Optional<SpecificDatumReader<SpecificRecord>> known = readers.get(id);
    if (known != null) {
      return known;
    }
    Optional<Schema> written = schemas.byId(id);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<SpecificDatumReader<SpecificRecord>> reader =
        written
            .filter(writer -> writer.getFullName().equals(schema.getFullName()))
            .map(writer -> new SpecificDatumReader<>(writer, schema, SpecificData.get()));
    readers.put(id, reader);
    return reader;
  }

  private Optional<SpecificRecord> read(SpecificDatumReader<SpecificRecord> reader, byte[] bytes) {
    try {
      SpecificRecord value = reader.read(null, decoder.on(bytes, RegistryFrame.BYTES));
      return decoder.isEnd() ? Optional.of(value) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
