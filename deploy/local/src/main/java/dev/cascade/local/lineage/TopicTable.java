package dev.cascade.local.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Each topic in a line: who writes it, and who reads it. */
final class TopicTable {

  private static final String NOBODY = "-";

  private final Map<String, Set<String>> writers = new TreeMap<>();
  private final Map<String, Set<String>> readers = new TreeMap<>();

  /** The table of what these services say. */
  TopicTable(List<JsonNode> services) {
    for (JsonNode service : services) {
      for (JsonNode application : service.path("applications")) {
        String name = application.path("name").asText();
        note(writers, application.path("writes"), name);
        note(readers, application.path("reads"), name);
      }
    }
  }

  private static void note(Map<String, Set<String>> all, JsonNode topics, String name) {
    topics.forEach(topic -> all.computeIfAbsent(topic.asText(), _ -> new TreeSet<>()).add(name));
  }

  /** The lines, a header first; internal topics are not among them. */
  List<String> lines() {
    Set<String> topics = new TreeSet<>(writers.keySet());
    topics.addAll(readers.keySet());
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"TOPIC", "WRITTEN BY", "READ BY"});
    topics.forEach(
        topic -> rows.add(new String[] {topic, names(writers, topic), names(readers, topic)}));
    int topicWidth = width(rows, 0);
    int writerWidth = width(rows, 1);
    String line = "%-" + topicWidth + "s  %-" + writerWidth + "s  %s";
    return rows.stream().map(row -> line.formatted((Object[]) row).stripTrailing()).toList();
  }

  private static String names(Map<String, Set<String>> all, String topic) {
    Set<String> names = all.getOrDefault(topic, Set.of());
    return names.isEmpty() ? NOBODY : String.join(", ", names);
  }

  private static int width(List<String[]> rows, int column) {
    return rows.stream().mapToInt(row -> row[column].length()).max().orElse(1);
  }
}
