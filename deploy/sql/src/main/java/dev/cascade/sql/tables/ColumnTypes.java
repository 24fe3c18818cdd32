package dev.cascade.sql.tables;

import dev.cascade.sql.format.Alternatives;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The types of SQL that stand for Avro's; all may be null. */
final class ColumnTypes {

  private ColumnTypes() {}

  /** A column for each field, as {@code CREATE TABLE} takes them. */
  static List<String> columns(Schema record) {
    return record.getFields().stream()
        .map(field -> quoted(field.name()) + " " + of(field.schema()))
        .toList();
  }

  static String of(Schema schema) {
    if (Alternatives.areSeveral(schema)) {
      return row(
          Alternatives.of(schema).stream()
              .map(type -> quoted(type.getName()) + " " + of(type))
              .toList());
    }
    Schema only = Alternatives.of(schema).getFirst();
    return switch (only.getType()) {
      case STRING, ENUM -> "STRING";
      case INT -> "INT";
      case LONG ->
          only.getLogicalType() instanceof LogicalTypes.TimestampMillis
              ? "TIMESTAMP_LTZ(3)"
              : "BIGINT";
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case BYTES -> "BYTES";
      case RECORD -> row(columns(only));
      case ARRAY -> "ARRAY<" + of(only.getElementType()) + ">";
      case MAP -> "MAP<STRING, " + of(only.getValueType()) + ">";
      case FIXED, NULL, UNION ->
          throw new IllegalArgumentException("No type of SQL stands for " + only);
    };
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String row(List<String> columns) {
    return columns.stream().collect(Collectors.joining(", ", "ROW<", ">"));
  }
}
