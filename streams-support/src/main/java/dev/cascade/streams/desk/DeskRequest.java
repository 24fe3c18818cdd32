package dev.cascade.streams.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.Problem.Violation;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.problem.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The body of a request to the desk; everything that is wrong with it is named at once. */
final class DeskRequest {

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_TOPIC = 249;

  private final JsonNode body;
  private final List<Violation> violations = new ArrayList<>();

  private DeskRequest(JsonNode body) {
    this.body = body;
  }

  /** Who wants a letter replayed, and with what value instead of its own. */
  record ReplayRequest(Signature signature, @Nullable JsonNode value) {}

  /** Who wants which letters replayed. */
  record ReplayManyRequest(
      Signature signature,
      @Nullable String topic,
      @Nullable String reason,
      @Nullable Cursor cursor) {}

  static ReplayRequest replay(byte[] body) {
    return read(
        body,
        Set.of("by", "why", "value"),
        request -> new ReplayRequest(request.signature(), request.value()));
  }

  static ReplayManyRequest replayMany(byte[] body) {
    return read(
        body,
        Set.of("by", "why", "topic", "reason", "cursor"),
        request ->
            new ReplayManyRequest(
                request.signature(),
                request.text("topic", LONGEST_TOPIC, false),
                request.text("reason", LONGEST_TOPIC, false),
                request.cursor()));
  }

  static Signature discard(byte[] body) {
    return read(body, Set.of("by", "why"), DeskRequest::signature);
  }

  private static <T> T read(byte[] body, Set<String> fields, Function<DeskRequest, T> form) {
    JsonNode json = StrictJson.read(body);
    if (!json.isObject()) {
      throw new ProblemException(Problem.of(400, "Bad Request", "The body must be a JSON object."));
    }
    DeskRequest request = new DeskRequest(json);
    json.fieldNames()
        .forEachRemaining(
            name -> request.unless(fields.contains(name), name, "is not a known field"));
    T read = form.apply(request);
    if (!request.violations.isEmpty()) {
      throw new ProblemException(Problem.invalid(request.violations));
    }
    return read;
  }

  private Signature signature() {
    String by = text("by", LONGEST_NAME, true);
    String why = text("why", LONGEST_REASON, true);
    return new Signature(by == null ? "" : by, why == null ? "" : why);
  }

  private @Nullable String text(String field, int longest, boolean required) {
    JsonNode given = body.get(field);
    if (given == null || given.isNull()) {
      unless(!required, field, "is required");
      return null;
    }
    String text = given.isTextual() ? given.textValue().strip() : "";
    unless(
        given.isTextual() && !text.isEmpty() && text.length() <= longest,
        field,
        "must be a text of 1 to " + longest + " characters");
    return text;
  }

  private @Nullable JsonNode value() {
    JsonNode given = body.get("value");
    unless(given == null || given.isObject(), "value", "must be an object, or be left out");
    return given;
  }

  private @Nullable Cursor cursor() {
    String text = text("cursor", LONGEST_REASON, false);
    Optional<Cursor> cursor = Optional.ofNullable(text).flatMap(Cursor::parse);
    unless(text == null || cursor.isPresent(), "cursor", "must be one that an answer gave");
    return cursor.orElse(null);
  }

  private void unless(boolean holds, String field, String message) {
    if (!holds) {
      violations.add(new Violation(field, message));
    }
  }
}
