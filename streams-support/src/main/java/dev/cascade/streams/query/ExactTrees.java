package dev.cascade.streams.query;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;

/** Trees of JSON that say a number as it was said: 9.50 in a list, too, and not 9.5. */
final class ExactTrees {

  private ExactTrees() {}

  /** The mapper, but for what it does to decimals in trees; the given one stays as it is. */
  static ObjectMapper by(ObjectMapper json) {
    ObjectMapper exact = json.copy().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    return exact.configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
  }
}
