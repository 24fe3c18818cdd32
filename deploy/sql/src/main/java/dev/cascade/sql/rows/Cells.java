package dev.cascade.sql.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Values of a row as JSON: nested rows as objects, times as ISO 8601. */
final class Cells {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Cells() {}

  /** The row as an object, by the names of its columns. */
  static ObjectNode object(List<String> columns, Row row) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < columns.size(); i++) {
      object.set(columns.get(i), json(row.getField(i)));
    }
    return object;
  }

  static JsonNode json(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Boolean it -> NODES.booleanNode(it);
      case Byte it -> NODES.numberNode(it);
      case Short it -> NODES.numberNode(it);
      case Integer it -> NODES.numberNode(it);
      case Long it -> NODES.numberNode(it);
      case Float it -> NODES.numberNode(it);
      case Double it -> NODES.numberNode(it);
      case BigDecimal it -> NODES.numberNode(it);
      case byte[] it -> NODES.binaryNode(it);
      case Object[] it -> array(it);
      case Map<?, ?> it -> map(it);
      case Row it -> row(it);
      default -> NODES.textNode(value.toString());
    };
  }

  /** As it stands in a table: text without quotes. */
  static String text(@Nullable Object value) {
    JsonNode json = json(value);
    return json.isTextual() ? oneLine(json.asText()) : json.toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static ArrayNode array(Object[] values) {
    ArrayNode array = NODES.arrayNode();
    Arrays.stream(values).map(Cells::json).forEach(array::add);
    return array;
  }

  private static ObjectNode map(Map<?, ?> values) {
    ObjectNode object = NODES.objectNode();
    values.forEach((key, value) -> object.set(String.valueOf(key), json(value)));
    return object;
  }

  private static JsonNode row(Row row) {
    Set<String> names = row.getFieldNames(true);
    if (names == null) {
      ArrayNode array = NODES.arrayNode();
      for (int i = 0; i < row.getArity(); i++) {
        array.add(json(row.getField(i)));
      }
      return array;
    }
    ObjectNode object = NODES.objectNode();
    names.forEach(name -> object.set(name, json(row.getField(name))));
    return object;
  }
}
