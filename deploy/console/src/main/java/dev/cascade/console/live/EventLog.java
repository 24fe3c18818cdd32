package dev.cascade.console.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest events, for browsers that come back, and the present state, for those that are new or
 * were away for too long. Thread-safe.
 */
final class EventLog {

  private final String process;
  private final int most;
  private final Deque<Event> events = new ArrayDeque<>();
  private final Map<String, JsonNode> state = new LinkedHashMap<>();
  private long last;

  /**
   * An empty log.
   *
   * @param process tells this process's events from those of an earlier one
   * @param most events that are kept
   */
  EventLog(String process, int most) {
    this.process = process;
    this.most = most;
  }

  /** The present state of something; empty when it is what it was. */
  synchronized Optional<Event> state(String name, JsonNode data) {
    return data.equals(state.put(name, data)) ? Optional.empty() : Optional.of(add(name, data));
  }

  /** Something that happened and is no state. */
  synchronized Event happened(String name, JsonNode data) {
    return add(name, data);
  }

  /** What is part of the present state without being told by itself. */
  synchronized void keep(String name, JsonNode data) {
    state.put(name, data);
  }

  /** All of the present state as one event. */
  synchronized Event snapshot() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    state.forEach(all::set);
    return new Event(last, "snapshot", all);
  }

  /**
   * What a browser has missed, oldest first: the events after the one it names, or the state when
   * they are not known any more.
   */
  synchronized List<Event> since(String lastEventId) {
    String prefix = process + "-";
    if (lastEventId.startsWith(prefix)) {
      long seen = number(lastEventId.substring(prefix.length()));
      long oldest = events.isEmpty() ? last + 1 : events.getFirst().number();
      if (seen >= oldest - 1 && seen <= last) {
        return events.stream().filter(event -> event.number() > seen).toList();
      }
    }
    return List.of(snapshot());
  }

  String wire(Event event) {
    return event.wire(process);
  }

  private Event add(String name, JsonNode data) {
    Event event = new Event(++last, name, data);
    events.addLast(event);
    if (events.size() > most) {
      events.removeFirst();
    }
    return event;
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }
}
