package dev.cascade.streams.personal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.schemas.personal.PersonalFields;
import org.apache.avro.Schema;

/**
 * Masks JSON that a service made of its own view of a record, and not of the record. What has the
 * name and the place of a field that the record's contract marks is about the person too.
 */
public final class PersonalJson {

  private PersonalJson() {}

  /** Puts {@link PersonalFields#MASK} in the place of each personal value, at any depth. */
  public static void mask(Schema contract, JsonNode json) {
    switch (contract.getType()) {
      case RECORD -> {
        if (json instanceof ObjectNode object) {
          contract.getFields().forEach(field -> mask(contract, field, object));
        }
      }
      case ARRAY -> {
        if (json instanceof ArrayNode array) {
          array.forEach(each -> mask(contract.getElementType(), each));
        }
      }
      case MAP -> json.forEach(each -> mask(contract.getValueType(), each));
      case UNION -> contract.getTypes().forEach(type -> mask(type, json));
      default -> {}
    }
  }

  private static void mask(Schema contract, Schema.Field field, ObjectNode object) {
    if (!object.hasNonNull(field.name())) {
      return;
    }
    if (PersonalFields.contains(contract, field)) {
      object.put(field.name(), PersonalFields.MASK);
    } else {
      mask(field.schema(), object.get(field.name()));
    }
  }
}
