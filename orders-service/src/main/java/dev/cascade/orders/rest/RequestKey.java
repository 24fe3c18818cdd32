package dev.cascade.orders.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By what a request is known again when it is repeated: {@code Idempotency-Key}. */
final class RequestKey {

  private static final int MAX_CHARS = 255;

  private RequestKey() {}

  /**
   * The key that a client chose, if he did.
   *
   * @throws ProblemException when it is blank or too long
   */
  static Optional<String> read(@Nullable String header) {
    if (header != null && (header.isBlank() || header.length() > MAX_CHARS)) {
      throw new ProblemException(
          Problem.invalid("Idempotency-Key", "must be 1 to " + MAX_CHARS + " characters"));
    }
    return Optional.ofNullable(header);
  }

  /** One that nobody else has. */
  static String fresh() {
    return UUID.randomUUID().toString();
  }

  /** The same key always names the same order, on any instance and after any restart. */
  static String orderId(String key) {
    return UUID.nameUUIDFromBytes(key.getBytes(UTF_8)).toString();
  }
}
