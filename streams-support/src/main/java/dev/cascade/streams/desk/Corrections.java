package dev.cascade.streams.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.streams.avrojson.JsonToAvro;
import dev.cascade.streams.avrojson.RegisteredAvro;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.Problem.Violation;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.serde.UnknownSchemaException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value that an operator gives instead of a letter's. */
final class Corrections {

  private static final int UNPROCESSABLE = 422;

  private Corrections() {}

  /**
   * The value as its topic has values, null when there is no correction. What it has masked is
   * taken from the letter.
   *
   * @param letter the letter's value
   * @throws ProblemException 422 with everything that does not fit the topic's schema
   */
  static byte @Nullable [] encoded(
      RegisteredAvro avro, Origin origin, @Nullable JsonNode correction, byte @Nullable [] letter) {
    if (correction == null) {
      return null;
    }
    RegisteredAvro.Encoded encoded = encode(avro, origin, correction, letter);
    if (!encoded.violations().isEmpty()) {
      throw new ProblemException(
          unfit(
              "The value does not fit the schema of topic " + origin.topic() + ".",
              encoded.violations().stream().map(Corrections::violation).toList()));
    }
    return encoded.bytes();
  }

  private static RegisteredAvro.Encoded encode(
      RegisteredAvro avro, Origin origin, JsonNode correction, byte @Nullable [] letter) {
    try {
      return avro.encode(origin.topic(), correction, letter);
    } catch (UnknownSchemaException e) {
      throw new ProblemException(
          unfit("Topic '" + origin.topic() + "' has no schema to write a value with.", List.of()));
    }
  }

  private static Violation violation(JsonToAvro.Violation violation) {
    return new Violation(
        violation.path().isEmpty() ? "value" : "value." + violation.path(), violation.message());
  }

  private static Problem unfit(String detail, List<Violation> violations) {
    return new Problem("about:blank", "Unprocessable Content", UNPROCESSABLE, detail, violations);
  }
}
