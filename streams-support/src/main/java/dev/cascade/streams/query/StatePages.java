package dev.cascade.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The first items of all that the instances sent, and where the next page starts. */
final class StatePages {

  private StatePages() {}

  /** By key. */
  static Map<String, Object> ofKeys(List<JsonNode> items, int limit) {
    List<JsonNode> first =
        items.stream()
            .sorted(Comparator.comparing(item -> item.path("key").asText(), KeyOrder.OF_TEXTS))
            .limit(limit)
            .toList();
    return first.size() < limit
        ? Map.of("items", first)
        : Map.of("items", first, "next", first.getLast().path("key").asText());
  }

  /** By time, then by key. */
  static Map<String, Object> ofWindows(List<JsonNode> items, int limit) {
    List<JsonNode> first =
        items.stream().sorted(Comparator.comparing(StatePages::place)).limit(limit).toList();
    return first.size() < limit
        ? Map.of("items", first)
        : Map.of("items", first, "next", place(first.getLast()).cursor());
  }

  private static WindowPlace place(JsonNode item) {
    return new WindowPlace(
        Instant.parse(item.path("windowStart").asText()), item.path("key").asText());
  }
}
