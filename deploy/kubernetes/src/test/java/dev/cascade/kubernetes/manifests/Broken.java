package dev.cascade.kubernetes.manifests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;

/** Objects in which one place is not as it was rendered. */
public final class Broken {

  private static final YAMLMapper YAML = new YAMLMapper();

  private Broken() {}

  /**
   * A copy of the objects with another value in one place.
   *
   * @param object the kind and name of the one, such as {@code StatefulSet/orders}
   * @param place a JSON pointer; {@code -} at its end adds to an array
   * @param value in YAML
   */
  public static List<JsonNode> at(
      List<JsonNode> objects, String object, String place, String value) {
    List<JsonNode> copy = objects.stream().<JsonNode>map(JsonNode::deepCopy).toList();
    set(named(copy, object), JsonPointer.compile(place), yaml(value));
    return copy;
  }

  /** The object of that kind and name, such as {@code StatefulSet/orders}. */
  public static JsonNode named(List<JsonNode> objects, String kindAndName) {
    return objects.stream()
        .filter(object ->
            kindAndName.equals(
                object.path("kind").asText() + "/" + object.at("/metadata/name").asText()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + kindAndName));
  }

  private static JsonNode yaml(String value) {
    try {
      return YAML.readTree(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError("No YAML: " + value, e);
    }
  }

  private static void set(JsonNode object, JsonPointer place, JsonNode value) {
    JsonNode parent = object.at(place.head());
    String last = place.last().getMatchingProperty();
    switch (parent) {
      case ArrayNode array when last.equals("-") -> array.add(value);
      case ArrayNode array -> array.set(Integer.parseInt(last), value);
      case ObjectNode fields -> fields.set(last, value);
      default -> throw new AssertionError("Nothing at " + place.head());
    }
  }
}
