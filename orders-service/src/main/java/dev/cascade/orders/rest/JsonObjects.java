package dev.cascade.orders.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import java.io.IOException;
import java.util.Set;

/**
 * Reads a body as a tree, so that every violation in it can be named; exact numbers, no duplicate
 * fields, nothing after the end, no deep nesting.
 */
final class StrictJson {

  private static final int MAX_DEPTH = 20;
  private static final int MAX_NUMBER_CHARS = 100;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_CHARS)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /** The object in the body; an empty body is an empty object. */
  static ObjectNode object(byte[] body) {
    if (body.length == 0) {
      return MAPPER.createObjectNode();
    }
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
      throw new ProblemException(Problem.invalid("", "The body must be a JSON object"));
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.of(400, "Bad Request", "The body is not valid JSON: " + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new ProblemException(
          Problem.of(400, "Bad Request", "The body is not valid JSON in UTF-8."));
    }
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
