package dev.cascade.local.bill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * A known fault, as OSV tells of it (<a href="https://ossf.github.io/osv-schema/">its schema</a>).
 *
 * @param id such as {@code GHSA-jfh8-c2jp-5v3q}
 * @param aliases other ids of the same fault, such as {@code CVE-2021-44228}
 * @param summary a line about it
 * @param affected which versions of which component have it
 */
public record Advisory(String id, List<String> aliases, String summary, List<Affected> affected) {

  private static final String FROM_THE_FIRST = "0";

  /** Takes copies. */
  public Advisory {
    aliases = List.copyOf(aliases);
    affected = List.copyOf(affected);
  }

  /**
   * Versions of one component.
   *
   * @param name as {@code group:artifact}
   * @param versions each that has it, as far as they are listed
   * @param ranges from where to where they have it
   */
  public record Affected(String name, Set<String> versions, List<List<Event>> ranges) {}

  /** A version at which something begins or ends. */
  record Event(Kind kind, String version) {

    enum Kind {
      INTRODUCED,
      FIXED,
      LAST_AFFECTED
    }

    private int compareTo(ComparableVersion other) {
      return version.equals(FROM_THE_FIRST) ? -1 : new ComparableVersion(version).compareTo(other);
    }
  }

  /** Reads what it says about Maven's artifacts; nothing when it was withdrawn. */
  static Advisory of(JsonNode osv) {
    List<Affected> affected = new ArrayList<>();
    if (!osv.hasNonNull("withdrawn")) {
      for (JsonNode each : osv.path("affected")) {
        if (each.path("package").path("ecosystem").asText().equals("Maven")) {
          affected.add(affected(each));
        }
      }
    }
    String summary = osv.path("summary").asText(osv.path("details").asText());
    return new Advisory(
        osv.path("id").asText(),
        texts(osv.path("aliases")),
        summary.lines().findFirst().orElse(""),
        affected);
  }

  private static Affected affected(JsonNode each) {
    List<List<Event>> ranges = new ArrayList<>();
    for (JsonNode range : each.path("ranges")) {
      if (!range.path("type").asText().equals("GIT")) {
        ranges.add(events(range.path("events")));
      }
    }
    return new Affected(
        each.path("package").path("name").asText(),
        new HashSet<>(texts(each.path("versions"))),
        ranges);
  }

  private static List<Event> events(JsonNode events) {
    List<Event> read = new ArrayList<>();
    for (JsonNode event : events) {
      for (Event.Kind kind : Event.Kind.values()) {
        String version = event.path(kind.name().toLowerCase(java.util.Locale.ROOT)).asText();
        if (!version.isEmpty()) {
          read.add(new Event(kind, version));
        }
      }
    }
    return read;
  }

  /** Whether the component has the fault. */
  boolean isAbout(Component component) {
    return affected.stream()
        .filter(it -> it.name().equals(component.name()))
        .anyMatch(it -> isAffected(it, component.version()));
  }

  private static boolean isAffected(Affected affected, String version) {
    ComparableVersion compared = new ComparableVersion(version);
    return affected.versions().contains(version)
        || affected.ranges().stream().anyMatch(range -> isIn(range, compared));
  }

  /** The last event before or at the version decides. */
  private static boolean isIn(List<Event> range, ComparableVersion version) {
    boolean isIn = false;
    List<Event> inOrder = new ArrayList<>(range);
    inOrder.sort(Comparator.comparing(event -> new ComparableVersion(event.version())));
    for (Event event : inOrder) {
      int compared = event.compareTo(version);
      switch (event.kind()) {
        case INTRODUCED -> isIn |= compared <= 0;
        case FIXED -> isIn &= compared > 0;
        case LAST_AFFECTED -> isIn &= compared >= 0;
      }
    }
    return isIn;
  }

  /** Whether it is known under that id. */
  boolean isCalled(String name) {
    return id.equals(name) || aliases.contains(name);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
