package dev.cascade.schemas.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A record of a schema as {@code ./cascade tail} shows one, made of the values that {@code
 * examples.json} has for each field name, or for a record's field where that is given.
 */
final class ExampleRecord {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonNode TIME = NODES.textNode("2026-01-01T12:00:00Z");
  private static final JsonNode VALUES = read();

  private ExampleRecord() {}

  /**
   * The example.
   *
   * @throws IllegalStateException when {@code examples.json} lacks a value, or has one of another
   *     type than the field's
   */
  static ObjectNode of(Schema record) {
    ObjectNode example = NODES.objectNode();
    for (Schema.Field field : record.getFields()) {
      example.set(field.name(), value(record.getName(), field.name(), field.schema()));
    }
    return example;
  }

  private static JsonNode value(String record, String field, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> of(schema);
      case ARRAY -> NODES.arrayNode().add(value(record, field, schema.getElementType()));
      case UNION -> value(record, field, something(schema));
      case ENUM -> NODES.textNode(schema.getEnumSymbols().getFirst());
      case STRING -> given(record, field, JsonNode::isTextual);
      case BOOLEAN -> given(record, field, JsonNode::isBoolean);
      case INT -> given(record, field, JsonNode::canConvertToInt);
      case LONG -> isTime(schema) ? TIME : given(record, field, JsonNode::canConvertToLong);
      default ->
          throw new IllegalStateException(record + "." + field + ": no example of a " + schema);
    };
  }

  private static Schema something(Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isTime(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
  }

  private static JsonNode given(String record, String field, Predicate<JsonNode> isOfType) {
    JsonNode value = VALUES.path(record + "." + field);
    JsonNode given = value.isMissingNode() ? VALUES.path(field) : value;
    if (!isOfType.test(given)) {
      throw new IllegalStateException(
          "examples.json: no value of its type for %s.%s: %s".formatted(record, field, given));
    }
    return given;
  }

  private static JsonNode read() {
    try (InputStream json = ExampleRecord.class.getResourceAsStream("examples.json")) {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
