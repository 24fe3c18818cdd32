package dev.cascade.sql.format;

import dev.cascade.schemas.wire.RegistryFrame;
import dev.cascade.sql.format.SchemaSource.Registered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Writes values in the registry's frame, with the schema that the registry has; adds none. */
final class RowWriter implements SerializationSchema<RowData> {

  private static final long serialVersionUID = 1;

  private final String registry;
  private final String subject;
  private final RowType type;

  private transient @Nullable Registered contract;

  RowWriter(String registry, String subject, RowType type) {
    this.registry = registry;
    this.subject = subject;
    this.type = type;
  }

  @Override
  public void open(InitializationContext context) throws IOException {
    contract = contract();
  }

  private Registered contract() throws IOException {
    Registered latest = new SchemaSource(registry).latest(subject);
    refuseStrangers(latest.schema());
    return latest;
  }

  private void refuseStrangers(Schema schema) {
    Set<String> fields =
        schema.getFields().stream().map(Schema.Field::name).collect(Collectors.toSet());
    List<String> strangers =
        type.getFieldNames().stream().filter(column -> !fields.contains(column)).toList();
    List<String> missing =
        schema.getFields().stream()
            .filter(field -> !field.hasDefaultValue())
            .map(Schema.Field::name)
            .filter(field -> !type.getFieldNames().contains(field))
            .toList();
    if (!strangers.isEmpty() || !missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The table is not the contract %s: columns without a field %s, fields without a column %s"
              .formatted(subject, strangers, missing));
    }
  }

  @Override
  public byte[] serialize(RowData row) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      Registered known = contract == null ? contract() : contract;
      contract = known;
      bytes.write(RegistryFrame.of(known.id()));
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<GenericData.Record>(known.schema())
          .write(RowToRecord.record(known.schema(), type, row), encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("No record of " + subject + " can be written", e);
    }
  }
}
