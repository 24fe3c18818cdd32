package dev.cascade.streams.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as a tree: exact numbers, no field twice, nothing after the end, no deep nesting.
 */
public final class StrictJson {

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

  /**
   * The body as a tree; a missing node when it is empty.
   *
   * @throws ProblemException 400 when it is no JSON, with the reason
   */
  public static JsonNode read(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.of(400, "Bad Request", "The body is not valid JSON" + place(e.getLocation())));
    } catch (IOException e) {
      throw new ProblemException(
          Problem.of(400, "Bad Request", "The body is not valid JSON in UTF-8."));
    }
  }

  /** Not the parser's own words: they quote the body. */
  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? "."
        : ", from line %d, column %d on.".formatted(location.getLineNr(), location.getColumnNr());
  }
}
