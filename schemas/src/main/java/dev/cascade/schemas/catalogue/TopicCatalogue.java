package dev.cascade.schemas.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * All topics of the system. Topics are created from it, the documentation's table is written from
 * it, and code that needs a name takes it from {@link Topics}.
 *
 * @param topics in the order of the documentation
 */
public record TopicCatalogue(List<TopicDefinition> topics) {

  private record CatalogueFile(
      @JsonProperty("partitionsByKey") Map<String, Integer> partitionsByKey,
      @JsonProperty("topics") List<TopicDefinition> topics) {}

  /**
   * Reads {@code topics.json} from the class path.
   *
   * @throws IllegalStateException when a topic's key type has no partition count
   */
  public static TopicCatalogue load() {
    try (InputStream json = TopicCatalogue.class.getResourceAsStream("topics.json")) {
      CatalogueFile file = new ObjectMapper().readValue(json, CatalogueFile.class);
      return new TopicCatalogue(
          file.topics().stream().map(topic -> counted(topic, file.partitionsByKey())).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("The topic catalogue cannot be read", e);
    }
  }

  private static TopicDefinition counted(TopicDefinition topic, Map<String, Integer> byKey) {
    Integer count = byKey.get(topic.key());
    if (count == null) {
      throw new IllegalStateException(
          "Topic " + topic.name() + ": no partition count for keys of type '" + topic.key() + "'");
    }
    return topic.withPartitions(count);
  }

  /**
   * The topic of that name.
   *
   * @throws IllegalArgumentException when the catalogue has no such topic
   */
  public TopicDefinition topic(String name) {
    return topics.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No topic " + name + " in the catalogue"));
  }
}
