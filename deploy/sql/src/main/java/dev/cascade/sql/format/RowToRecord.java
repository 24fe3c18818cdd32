package dev.cascade.sql.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** A row as a record of a schema that stands: each field is filled by the column of its name. */
final class RowToRecord {

  private RowToRecord() {}

  /**
   * The record.
   *
   * @throws IllegalArgumentException when a value is not what the schema asks for
   */
  static GenericData.Record record(Schema schema, RowType type, RowData row) {
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      int column = type.getFieldIndex(field.name());
      Object value =
          column < 0
              ? GenericData.get().getDefaultValue(field)
              : value(field.schema(), type.getTypeAt(column), at(row, type, column));
      if (value == null && !field.schema().isNullable()) {
        throw new IllegalArgumentException(
            "%s.%s must not be null".formatted(schema.getName(), field.name()));
      }
      record.put(field.pos(), value);
    }
    return record;
  }

  private static @Nullable Object at(RowData row, RowType type, int column) {
    return RowData.createFieldGetter(type.getTypeAt(column), column).getFieldOrNull(row);
  }

  private static @Nullable Object value(Schema schema, LogicalType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    Schema only = Alternatives.of(schema).getFirst();
    return switch (only.getType()) {
      case STRING -> value.toString();
      case ENUM -> symbol(only, value.toString());
      case LONG -> value instanceof TimestampData time ? time.getMillisecond() : value;
      case INT, BOOLEAN, FLOAT, DOUBLE -> value;
      case RECORD -> record(only, (RowType) type, (RowData) value);
      case ARRAY -> array(only, (ArrayType) type, (ArrayData) value);
      case MAP -> map(only, (MapType) type, (MapData) value);
      case BYTES -> java.nio.ByteBuffer.wrap((byte[]) value);
      case FIXED, NULL, UNION -> throw new IllegalArgumentException("Cannot write " + only);
    };
  }

  private static GenericData.EnumSymbol symbol(Schema schema, String name) {
    if (!schema.hasEnumSymbol(name)) {
      throw new IllegalArgumentException(
          "'%s' is no %s; there are %s".formatted(name, schema.getName(), schema.getEnumSymbols()));
    }
    return new GenericData.EnumSymbol(schema, name);
  }

  private static List<@Nullable Object> array(Schema schema, ArrayType type, ArrayData values) {
    ArrayData.ElementGetter element = ArrayData.createElementGetter(type.getElementType());
    List<@Nullable Object> list = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      list.add(
          value(
              schema.getElementType(), type.getElementType(), element.getElementOrNull(values, i)));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(Schema schema, MapType type, MapData values) {
    ArrayData.ElementGetter element = ArrayData.createElementGetter(type.getValueType());
    Map<String, @Nullable Object> map = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      map.put(
          values.keyArray().getString(i).toString(),
          value(
              schema.getValueType(),
              type.getValueType(),
              element.getElementOrNull(values.valueArray(), i)));
    }
    return map;
  }
}
