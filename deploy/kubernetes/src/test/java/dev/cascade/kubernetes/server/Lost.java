package dev.cascade.kubernetes.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What of an object is otherwise where it is kept than it was written; more may be there. */
final class Lost {

  private Lost() {}

  /** Each place that is lost or changed, with both values. */
  static List<String> of(JsonNode written, JsonNode kept) {
    String object =
        written.path("kind").asText() + " " + written.at("/metadata/name").asText() + " ";
    return places(object, written, kept).toList();
  }

  private static Stream<String> places(String place, JsonNode written, JsonNode kept) {
    if (written.isNull()) {
      return Stream.empty();
    }
    if (written.isObject() && kept.isObject()) {
      return written.properties().stream()
          .flatMap(field ->
              places(place + "/" + field.getKey(), field.getValue(), kept.path(field.getKey())));
    }
    if (written.isArray() && kept.isArray() && written.size() == kept.size()) {
      return IntStream.range(0, written.size())
          .boxed()
          .flatMap(index -> places(place + "/" + index, written.get(index), kept.get(index)));
    }
    return written.equals(kept)
        ? Stream.empty()
        : Stream.of(place + ": " + written + " is kept as " + kept);
  }
}
