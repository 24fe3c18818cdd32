package dev.cascade.console.topics;

import dev.cascade.console.live.Hub;
import dev.cascade.schemas.catalogue.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest errors and events that the services wrote down, the newest first. They are kept apart
 * from the other facts, which under load push everything rare out within seconds. For one thread.
 */
final class Noted {

  private static final int MOST = 50;

  private static final Map<String, String> STATES =
      Map.of(Topics.APPLICATION_ERRORS, "errors", Topics.APPLICATION_EVENTS, "events");

  private final Hub hub;
  private final Map<String, Deque<Fact>> latest = new LinkedHashMap<>();

  Noted(Hub hub) {
    this.hub = hub;
  }

  /** Whether the topic's records are kept; they are few, as their writers see to. */
  static boolean isKept(String topic) {
    return STATES.containsKey(topic);
  }

  /** Forgets all, before the topics are read again. */
  void clear() {
    latest.clear();
  }

  /** Keeps those that are errors or events, and tells browsers of them. */
  void keep(List<Fact> facts) {
    STATES.forEach((topic, state) -> {
      List<Fact> fresh = facts.stream().filter(fact -> fact.topic().equals(topic)).toList();
      if (!fresh.isEmpty()) {
        hub.state(state, List.copyOf(with(topic, fresh)));
      }
    });
  }

  private Deque<Fact> with(String topic, List<Fact> fresh) {
    Deque<Fact> kept = latest.computeIfAbsent(topic, _ -> new ArrayDeque<>());
    fresh.forEach(kept::addFirst);
    while (kept.size() > MOST) {
      kept.removeLast();
    }
    return kept;
  }
}
