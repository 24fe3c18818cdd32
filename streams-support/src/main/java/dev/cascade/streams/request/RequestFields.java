package dev.cascade.streams.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.Problem.Violation;
import dev.cascade.streams.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request and collects what is wrong with it, so that the caller is told all of it at once,
 * a hundred faults at most. A service adds what its own values look like. What the getters return
 * is only meant once {@link #check} has passed. A field that is null counts as absent.
 */
public abstract class RequestFields {

  private static final int MOST_NAMED = 100;
  private static final int LONGEST_NAME = 100;

  private final List<Violation> violations = new ArrayList<>();
  private final @Nullable JsonNode body;

  /**
   * Reads this body.
   *
   * @param body null where there is none
   * @param known what fields it may have
   */
  protected RequestFields(@Nullable JsonNode body, Set<String> known) {
    this.body = body != null && body.isObject() ? body : null;
    if (this.body != null) {
      this.body
          .fieldNames()
          .forEachRemaining(name -> {
            if (!known.contains(name)) {
              violated(shortened(name), "is not a known field");
            }
          });
    } else if (body != null && !body.isNull()) {
      violated("body", "must be a JSON object");
    }
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /**
   * The body, if it is an object.
   *
   * @throws ProblemException 400 when it is none
   */
  protected static JsonNode object(@Nullable JsonNode body) {
    if (body == null || !body.isObject()) {
      throw new ProblemException(Problem.invalid("body", "must be a JSON object"));
    }
    return body;
  }

  /** Names what is wrong. */
  public final void violated(String field, String rule) {
    if (violations.size() < MOST_NAMED) {
      violations.add(new Violation(field, rule));
    }
  }

  /**
   * Ends the request if anything is wrong with it.
   *
   * @throws ProblemException 400 with all of it
   */
  public final void check() {
    if (!violations.isEmpty()) {
      throw new ProblemException(Problem.invalid(violations));
    }
  }

  /** A string that the body may have. */
  protected final Optional<String> string(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      violated(field, "must be a string");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** A string that the body must have; empty when it does not. */
  protected final Optional<String> requiredString(String field) {
    return required(field) == null ? Optional.empty() : string(field);
  }

  /** What the body must have; null when it does not, which is then told. */
  protected final @Nullable JsonNode required(String field) {
    JsonNode value = value(field);
    if (value == null) {
      violated(field, "is required");
    }
    return value;
  }

  /** What the body may have. */
  protected final @Nullable JsonNode value(String field) {
    JsonNode value = given(field);
    return value == null || value.isNull() ? null : value;
  }

  /** What the body has there, be it a null; null when it has nothing. */
  protected final @Nullable JsonNode given(String field) {
    return body == null ? null : body.get(field);
  }
}
