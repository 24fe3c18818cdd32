package dev.cascade.orders.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.problem.StrictJson;
import java.util.Set;

/** Bodies as trees, so that every violation in them can be named. */
final class JsonObjects {

  private JsonObjects() {}

  /** The object in the body; an empty body is an empty object. */
  static ObjectNode of(byte[] body) {
    if (body.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (StrictJson.read(body) instanceof ObjectNode object) {
      return object;
    }
    throw new ProblemException(Problem.invalid("", "The body must be a JSON object"));
  }

  /** Names each field of the object that nobody knows. */
  static void refuseUnknown(
      ObjectNode object, String path, Set<String> known, Violations violations) {
    for (var field : object.properties()) {
      if (!known.contains(field.getKey())) {
        violations.add(path + field.getKey(), "is not a known field");
      }
    }
  }

  /** Whether the field is there and not null. */
  static boolean has(ObjectNode object, String field) {
    JsonNode node = object.get(field);
    return node != null && !node.isNull();
  }
}
