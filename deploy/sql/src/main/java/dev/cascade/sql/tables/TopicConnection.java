package dev.cascade.sql.tables;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How tables reach their topics.
 *
 * @param client what a Kafka client needs, {@code bootstrap.servers} among it
 * @param registry the registry's base URL
 * @param showPersonal whether fields about a person are shown; masked otherwise
 */
public record TopicConnection(Map<String, Object> client, String registry, boolean showPersonal) {

  /** Keeps its own map. */
  public TopicConnection {
    client = Map.copyOf(client);
  }

  /** Options of a table: what clients need, and that they read what is committed. */
  public List<String> clientOptions() {
    Map<String, Object> all = new TreeMap<>(client);
    all.put("isolation.level", "read_committed");
    all.put("allow.auto.create.topics", "false");
    return all.entrySet().stream()
        .map(entry -> option("properties." + entry.getKey(), entry.getValue().toString()))
        .toList();
  }

  static String option(String key, String value) {
    return "'" + key + "' = '" + value.replace("'", "''") + "'";
  }

  @Override
  public String toString() {
    return "topics at " + client.get("bootstrap.servers");
  }
}
