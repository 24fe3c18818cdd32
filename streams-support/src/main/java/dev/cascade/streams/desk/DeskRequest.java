package dev.cascade.streams.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.streams.problem.StrictJson;
import dev.cascade.streams.request.RequestFields;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The body of a request to the desk; everything that is wrong with it is named at once. */
final class DeskRequest extends RequestFields {

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_TOPIC = 249;

  private DeskRequest(JsonNode body, Set<String> known) {
    super(body, known);
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
        request -> new ReplayRequest(request.signature(), request.replacement()));
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
    DeskRequest request = new DeskRequest(object(StrictJson.read(body)), fields);
    T read = form.apply(request);
    request.check();
    return read;
  }

  private Signature signature() {
    String by = text("by", LONGEST_NAME, true);
    String why = text("why", LONGEST_REASON, true);
    return new Signature(by == null ? "" : by, why == null ? "" : why);
  }

  private @Nullable String text(String field, int longest, boolean required) {
    JsonNode given = required ? required(field) : value(field);
    if (given == null) {
      return null;
    }
    String text = given.isTextual() ? given.textValue().strip() : "";
    if (text.isEmpty() || text.length() > longest) {
      violated(field, "must be a text of 1 to " + longest + " characters");
    }
    return text;
  }

  /** Nobody replays a tombstone by this, and a null is not left out. */
  private @Nullable JsonNode replacement() {
    JsonNode given = given("value");
    if (given != null && !given.isObject()) {
      violated("value", "must be an object, or be left out");
    }
    return given;
  }

  private @Nullable Cursor cursor() {
    String text = text("cursor", LONGEST_REASON, false);
    Optional<Cursor> cursor = Optional.ofNullable(text).flatMap(Cursor::parse);
    if (text != null && cursor.isEmpty()) {
      violated("cursor", "must be one that an answer gave");
    }
    return cursor.orElse(null);
  }
}
