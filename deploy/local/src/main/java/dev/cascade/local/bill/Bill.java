package dev.cascade.local.bill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bill of materials, as CycloneDX writes it in JSON.
 *
 * @param components all but our own modules, by name
 */
public record Bill(List<Component> components) {

  private static final String OWN_GROUP = "dev.cascade";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Takes a copy. */
  public Bill {
    components = List.copyOf(components);
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read, or is no bill
   */
  public static Bill read(Path file) throws IOException {
    JsonNode bill = JSON.readTree(file.toFile());
    if (!bill.path("bomFormat").asText().equals("CycloneDX")) {
      throw new IOException(file + " is no bill of materials of CycloneDX in JSON");
    }
    List<Component> components = new ArrayList<>();
    for (JsonNode each : bill.path("components")) {
      if (!each.path("group").asText().equals(OWN_GROUP)) {
        components.add(component(each));
      }
    }
    components.sort(Comparator.comparing(Component::toString));
    return new Bill(components);
  }

  private static Component component(JsonNode each) {
    List<String> licences = new ArrayList<>();
    for (JsonNode choice : each.path("licenses")) {
      Stream.of(
              choice.path("expression"),
              choice.path("license").path("id"),
              choice.path("license").path("name"))
          .filter(JsonNode::isTextual)
          .findFirst()
          .ifPresent(it -> licences.add(it.asText()));
    }
    return new Component(
        each.path("group").asText() + ":" + each.path("name").asText(),
        each.path("version").asText(),
        licences);
  }
}
