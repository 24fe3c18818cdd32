package dev.cascade.system.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that was committed to the topics up to a moment. */
public final class History {

  private final Map<String, List<Fact>> byTopic;

  /** A history of these records, in any order. */
  public History(List<Fact> facts) {
    this.byTopic =
        facts.stream()
            .sorted(Comparator.comparingInt(Fact::partition).thenComparingLong(Fact::offset))
            .collect(Collectors.groupingBy(Fact::topic));
  }

  /** All records of a topic, in the order of each partition. */
  public List<Fact> all(String topic) {
    return byTopic.getOrDefault(topic, List.of());
  }

  /** The records of a topic that have a value which can be read. */
  public List<Fact> values(String topic) {
    return all(topic).stream().filter(fact -> fact.value() != null).toList();
  }

  /** Readable records by key, each key's in order. */
  public Map<String, List<Fact>> byKey(String topic) {
    return values(topic).stream()
        .collect(Collectors.groupingBy(Fact::key, LinkedHashMap::new, Collectors.toList()));
  }

  /** Readable records by a field of the value. */
  public Map<String, List<Fact>> by(String topic, String field) {
    return values(topic).stream()
        .collect(
            Collectors.groupingBy(
                fact -> fact.fields().text(field), LinkedHashMap::new, Collectors.toList()));
  }

  /** The latest value of each key of a compacted topic; a tombstone removes it. */
  public Map<String, Fields> table(String topic) {
    Map<String, Fields> table = new LinkedHashMap<>();
    for (Fact fact : all(topic)) {
      if (fact.poison()) {
        continue;
      }
      if (fact.value() == null) {
        table.remove(fact.key());
      } else {
        table.put(fact.key(), fact.fields());
      }
    }
    return table;
  }

  /** Records of all topics. */
  public Stream<Fact> stream() {
    return byTopic.values().stream().flatMap(List::stream);
  }

  /** The same history with these records added. */
  public History with(Fact... more) {
    List<Fact> facts = new ArrayList<>(stream().toList());
    facts.addAll(List.of(more));
    return new History(facts);
  }
}
