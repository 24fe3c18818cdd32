package dev.cascade.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Pages of what has an {@code id}, gathered from all instances and sorted as stores are. */
public final class IdPages {

  private IdPages() {}

  /**
   * The first items by id; {@code next}, the last one's id, where there are more.
   *
   * @param headers the request's; what another instance gathers is not cut
   * @param items up to one more than the limit of each partition
   */
  public static Map<String, Object> of(HttpHeaders headers, List<JsonNode> items, int limit) {
    int most = EveryInstance.most(headers, limit);
    List<JsonNode> sorted =
        items.stream().sorted(Comparator.comparing(IdPages::id, KeyOrder.OF_TEXTS)).toList();
    if (sorted.size() <= most) {
      return Map.of("items", sorted);
    }
    List<JsonNode> page = sorted.subList(0, most);
    return Map.of("items", page, "next", id(page.getLast()));
  }

  private static String id(JsonNode item) {
    return item.path("id").asText();
  }
}
