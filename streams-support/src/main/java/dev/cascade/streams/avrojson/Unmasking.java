package dev.cascade.streams.avrojson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.schemas.personal.PersonalFields;
import org.apache.avro.Schema;

/**
 * Puts back what was masked: somebody was shown a value without what is about a person, changed
 * something else, and must not overwrite with the mask what he was not shown.
 */
final class Unmasking {

  private Unmasking() {}

  /**
   * The changed JSON with the whole one's values where it has the mask. A mask stays where the
   * whole one has nothing at that place, or where a list has another length.
   */
  static JsonNode of(Schema schema, JsonNode changed, JsonNode whole) {
    return switch (schema.getType()) {
      case RECORD -> changed.isObject() ? record(schema, changed, whole) : changed;
      case ARRAY -> changed.size() == whole.size() ? array(schema, changed, whole) : changed;
      case UNION -> union(schema, changed, whole);
      default -> changed;
    };
  }

  private static JsonNode record(Schema schema, JsonNode changed, JsonNode whole) {
    ObjectNode put = changed.deepCopy();
    for (Schema.Field field : schema.getFields()) {
      JsonNode given = changed.get(field.name());
      JsonNode known = whole.get(field.name());
      if (given != null && known != null) {
        put.set(field.name(), field(schema, field, given, known));
      }
    }
    return put;
  }

  private static JsonNode field(Schema record, Schema.Field field, JsonNode given, JsonNode known) {
    return given.asText().equals(PersonalFields.MASK) && PersonalFields.contains(record, field)
        ? known
        : of(field.schema(), given, known);
  }

  private static JsonNode array(Schema schema, JsonNode changed, JsonNode whole) {
    ArrayNode put = changed.deepCopy();
    for (int i = 0; i < changed.size(); i++) {
      put.set(i, of(schema.getElementType(), changed.get(i), whole.get(i)));
    }
    return put;
  }

  private static JsonNode union(Schema union, JsonNode changed, JsonNode whole) {
    if (!Unions.isNamed(union)) {
      return Unions.beside(union).stream()
          .findFirst()
          .map(type -> of(type, changed, whole))
          .orElse(changed);
    }
    for (Schema type : Unions.beside(union)) {
      String name = Unions.nameOf(type);
      if (changed.has(name) && whole.has(name)) {
        ObjectNode put = changed.deepCopy();
        return put.set(name, of(type, changed.get(name), whole.get(name)));
      }
    }
    return changed;
  }
}
