package dev.cascade.sql.format;

import dev.cascade.schemas.wire.BoundedDecoder;
import dev.cascade.schemas.wire.RegistryFrame;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Reads values in the registry's frame with the schema that they were written with. A value that is
 * no record is passed over and counted ({@code unreadableRecords}): the services put those into
 * their dead letters.
 */
final class RowReader implements DeserializationSchema<RowData> {

  private static final long serialVersionUID = 1;

  private final String registry;
  private final RowType type;
  private final TypeInformation<RowData> produced;
  private final boolean showPersonal;

  private transient @Nullable SchemaSource schemas;
  private transient @Nullable Counter unreadable;

  RowReader(
      String registry, RowType type, TypeInformation<RowData> produced, boolean showPersonal) {
    this.registry = registry;
    this.type = type;
    this.produced = produced;
    this.showPersonal = showPersonal;
  }

  @Override
  public void open(InitializationContext context) {
    schemas = new SchemaSource(registry);
    unreadable = context.getMetricGroup().counter("unreadableRecords", new SimpleCounter());
  }

  @Override
  @SuppressWarnings("NullAway") // null says: nothing to emit
  public @Nullable RowData deserialize(byte @Nullable [] value) throws IOException {
    if (value == null) {
      return null;
    }
    Optional<RowData> row = RegistryFrame.isOn(value) ? read(value) : Optional.empty();
    if (row.isEmpty() && unreadable != null) {
      unreadable.inc();
    }
    return row.orElse(null);
  }

  private Optional<RowData> read(byte[] value) throws IOException {
    if (schemas == null) {
      schemas = new SchemaSource(registry);
    }
    return schemas.byId(RegistryFrame.schemaId(value)).flatMap(written -> read(value, written));
  }

  private Optional<RowData> read(byte[] value, Schema written) {
    try {
      Object record =
          new GenericDatumReader<>(written)
              .read(null, new BoundedDecoder(value, RegistryFrame.BYTES));
      return record instanceof IndexedRecord it
          ? Optional.of(new RecordToRow(showPersonal).row(type, it))
          : Optional.empty();
    } catch (IOException | AvroRuntimeException | ClassCastException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isEndOfStream(RowData next) {
    return false;
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return produced;
  }
}
