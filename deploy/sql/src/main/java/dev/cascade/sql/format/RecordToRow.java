package dev.cascade.sql.format;

import dev.cascade.schemas.personal.PersonalFields;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * A record as a row: columns are found by the fields' names, and what the record does not have is
 * null.
 *
 * @param showPersonal whether fields about a person are shown; masked otherwise
 */
record RecordToRow(boolean showPersonal) {

  GenericRowData row(RowType type, IndexedRecord record) {
    Schema schema = record.getSchema();
    List<RowType.RowField> columns = type.getFields();
    GenericRowData row = new GenericRowData(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      Schema.Field field = schema.getField(columns.get(i).getName());
      row.setField(i, field == null ? null : value(columns.get(i).getType(), record, field));
    }
    return row;
  }

  private @Nullable Object value(LogicalType type, IndexedRecord record, Schema.Field field) {
    Object value = record.get(field.pos());
    boolean isHidden = !showPersonal && PersonalFields.contains(record.getSchema(), field);
    return value != null && isHidden ? mask(type) : value(type, field.schema(), value);
  }

  private static @Nullable Object mask(LogicalType type) {
    return type.is(LogicalTypeRoot.VARCHAR) ? StringData.fromString(PersonalFields.MASK) : null;
  }

  private @Nullable Object value(LogicalType type, Schema schema, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.getTypeRoot()) {
      case VARCHAR -> StringData.fromString(value.toString());
      case BOOLEAN, INTEGER, FLOAT, DOUBLE -> value;
      case BIGINT -> ((Number) value).longValue();
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimestampData.fromEpochMillis((Long) value);
      case VARBINARY -> bytes((ByteBuffer) value);
      case ARRAY -> array((ArrayType) type, only(schema), (Collection<?>) value);
      case MAP -> map((MapType) type, only(schema), (Map<?, ?>) value);
      case ROW ->
          Alternatives.areSeveral(schema)
              ? alternative((RowType) type, (IndexedRecord) value)
              : row((RowType) type, (IndexedRecord) value);
      default -> throw new IllegalArgumentException("No column can be of type " + type);
    };
  }

  private GenericRowData alternative(RowType type, IndexedRecord record) {
    GenericRowData row = new GenericRowData(type.getFieldCount());
    int column = type.getFieldIndex(record.getSchema().getName());
    if (column >= 0) {
      row.setField(column, row((RowType) type.getTypeAt(column), record));
    }
    return row;
  }

  private GenericArrayData array(ArrayType type, Schema schema, Collection<?> values) {
    return new GenericArrayData(
        values.stream()
            .map(value -> value(type.getElementType(), schema.getElementType(), value))
            .toArray());
  }

  private GenericMapData map(MapType type, Schema schema, Map<?, ?> values) {
    Map<Object, @Nullable Object> map = new HashMap<>();
    values.forEach((key, value) ->
        map.put(
            StringData.fromString(key.toString()),
            value(type.getValueType(), schema.getValueType(), value)));
    return new GenericMapData(map);
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  private static Schema only(Schema schema) {
    return Alternatives.of(schema).getFirst();
  }
}
