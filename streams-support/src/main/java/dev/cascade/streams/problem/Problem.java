package dev.cascade.streams.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type stays {@code about:blank}: the title says it
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what is wrong with this request, and what to do
 * @param violations every violated rule of the input; absent when there is none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type, String title, int status, @Nullable String detail, List<Violation> violations) {

  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One violated rule.
   *
   * @param field where, such as {@code lines[0].quantity}
   * @param message what the rule says
   */
  @RegisterForReflection
  public record Violation(String field, String message) {}

  /** A problem with this status and detail. */
  public static Problem of(int status, String title, String detail) {
    return new Problem("about:blank", title, status, detail, List.of());
  }

  /** 400: the input breaks these rules. */
  public static Problem invalid(List<Violation> violations) {
    return new Problem(
        "about:blank",
        "Bad Request",
        400,
        violations.size() == 1
            ? "One value is not acceptable."
            : violations.size() + " values are not acceptable.",
        List.copyOf(violations));
  }

  /** 400: the input breaks this rule. */
  public static Problem invalid(String field, String message) {
    return invalid(List.of(new Violation(field, message)));
  }

  /** 404. */
  public static Problem notFound(String detail) {
    return of(404, "Not Found", detail);
  }

  /** 409. */
  public static Problem conflict(String detail) {
    return of(409, "Conflict", detail);
  }

  /** 503; the answer carries Retry-After. */
  public static Problem unavailable(String detail) {
    return of(503, "Service Unavailable", detail);
  }

  /** 504. */
  public static Problem timeout(String detail) {
    return of(504, "Gateway Timeout", detail);
  }
}
