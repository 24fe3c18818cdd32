package dev.cascade.inventory.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as a tree: exact numbers, no field twice, nothing after the end, no deep nesting.
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

  /** The object in the body; anything else ends the request with a 400. */
  static ObjectNode object(byte @Nullable [] body) {
    try {
      if (body != null && MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.of(400, "Bad Request", "The body is not valid JSON: " + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new ProblemException(
          Problem.of(400, "Bad Request", "The body is not valid JSON in UTF-8."));
    }
    throw new ProblemException(Problem.invalid("body", "must be a JSON object"));
  }
}
