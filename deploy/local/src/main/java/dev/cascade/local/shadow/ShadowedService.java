package dev.cascade.local.shadow;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be decided again of a service, as {@code shadows.json} says.
 *
 * @param applications those that decide the same from the same history
 * @param refused why there are none
 */
record ShadowedService(
    @JsonProperty("applications") @Nullable List<ShadowedApplication> applications,
    @JsonProperty("refused") @Nullable String refused) {

  /**
   * One application.
   *
   * @param name its application id
   * @param reads the topics that it decides on
   * @param writes the topics that are compared
   */
  record ShadowedApplication(
      @JsonProperty("name") String name,
      @JsonProperty("reads") List<String> reads,
      @JsonProperty("writes") List<ComparedTopic> writes) {}

  /**
   * The applications of a service.
   *
   * @throws IllegalArgumentException when there is no such service, or none of it can be decided
   *     again, with the reason
   */
  static List<ShadowedApplication> applicationsOf(String service) {
    Map<String, ShadowedService> all = load();
    ShadowedService found = all.get(service);
    if (found == null) {
      throw new IllegalArgumentException(
          "No service is called '%s'. There are: %s"
              .formatted(service, String.join(", ", all.keySet())));
    }
    if (found.applications() == null) {
      throw new IllegalArgumentException(
          "%s cannot have a shadow: %s. These can: %s"
              .formatted(service, found.refused(), String.join(", ", faithful(all))));
    }
    return found.applications();
  }

  private static List<String> faithful(Map<String, ShadowedService> all) {
    return all.entrySet().stream()
        .filter(it -> it.getValue().applications() != null)
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }

  static Map<String, ShadowedService> load() {
    try (InputStream json = ShadowedService.class.getResourceAsStream("shadows.json")) {
      return new ObjectMapper()
          .readValue(json, new TypeReference<TreeMap<String, ShadowedService>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("The list of shadows cannot be read", e);
    }
  }
}
