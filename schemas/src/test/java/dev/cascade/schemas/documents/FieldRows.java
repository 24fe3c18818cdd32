package dev.cascade.schemas.documents;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The fields of a record as rows of a table, those of records within it under it. */
final class FieldRows {

  private FieldRows() {}

  static String of(Schema record) {
    return rows("", record).collect(joining());
  }

  private static Stream<String> rows(String path, Schema record) {
    return record.getFields().stream()
        .flatMap(field -> {
          String name = path + field.name();
          return Stream.concat(
              Stream.of("| %s | %s | %s |%n".formatted(name, type(field.schema()), what(field))),
              within(field.schema()).flatMap(inner -> rows(name + ".", inner)));
        });
  }

  private static String what(Schema.Field field) {
    String doc = field.doc() == null ? "" : field.doc();
    boolean personal = Boolean.TRUE.equals(field.getObjectProp("personal"));
    return (personal ? "*personal* " : "") + doc.replace("|", "\\|");
  }

  private static String type(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> union(schema.getTypes());
      case ARRAY -> "list of " + type(schema.getElementType());
      case ENUM -> String.join(", ", schema.getEnumSymbols());
      case RECORD -> schema.getName();
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? "time" : "long";
      default -> schema.getType().getName();
    };
  }

  private static String union(List<Schema> types) {
    String alternatives =
        types.stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .map(FieldRows::type)
            .collect(joining(" or "));
    boolean optional = types.stream().anyMatch(type -> type.getType() == Schema.Type.NULL);
    return optional ? alternatives + ", optional" : alternatives;
  }

  /** The records that a value of the schema holds directly. */
  private static Stream<Schema> within(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> Stream.of(schema);
      case ARRAY -> within(schema.getElementType());
      case UNION -> schema.getTypes().stream().flatMap(FieldRows::within);
      default -> Stream.empty();
    };
  }
}
