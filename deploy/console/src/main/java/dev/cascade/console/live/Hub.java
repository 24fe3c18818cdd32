package dev.cascade.console.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cascade.console.config.ConsoleSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Tells all browsers what happens; each part of the console says it once, here. */
@Singleton
public final class Hub {

  private static final int EVENTS_KEPT = 512;
  private static final String HEARTBEAT = ": still here\n\n";

  private final EventLog log =
      new EventLog(UUID.randomUUID().toString().substring(0, 8), EVENTS_KEPT);
  private final Set<Browser> browsers = ConcurrentHashMap.newKeySet();
  private final AtomicLong leftAt = new AtomicLong();
  private final ObjectMapper json;
  private final int most;
  private final Duration linger;

  Hub(ConsoleSettings settings, ObjectMapper json) {
    this.json = json;
    this.most = settings.browsers();
    this.linger = settings.linger();
    this.leftAt.set(System.nanoTime() - linger.toNanos());
  }

  /** The present state of something; browsers hear of it when it differs from before. */
  public synchronized void state(String name, Object data) {
    log.state(name, json.valueToTree(data)).ifPresent(this::tellAll);
  }

  /**
   * Things that happened, and the latest of them, which those who come later begin with.
   *
   * @param name of the event and of the latest in the state
   */
  public synchronized void happened(String name, List<?> items, List<?> latest) {
    log.keep(name, array(latest));
    tellAll(log.happened(name, array(items)));
  }

  /** Whether anybody looks, or did a moment ago: if not, nothing needs to be found out. */
  public boolean isWatched() {
    return !browsers.isEmpty() || System.nanoTime() - leftAt.get() < linger.toNanos();
  }

  /** Shows browsers and what is between that the connection lives. */
  void heartbeat() {
    browsers.forEach(browser -> browser.tell(HEARTBEAT));
  }

  boolean isFull() {
    return browsers.size() >= most;
  }

  // Nothing may be told between what the browser begins with and its place among the others.
  synchronized void join(Browser browser, String lastEventId) {
    browser.open(log.since(lastEventId).stream().map(log::wire).toList());
    browsers.add(browser);
  }

  void leave(Browser browser) {
    leftAt.set(System.nanoTime());
    browsers.remove(browser);
  }

  String snapshot() {
    return log.wire(log.snapshot());
  }

  private void tellAll(Event event) {
    if (!browsers.isEmpty()) {
      String wire = log.wire(event);
      browsers.forEach(browser -> browser.tell(wire));
    }
  }

  private ArrayNode array(List<?> items) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> array.add((JsonNode) json.valueToTree(item)));
    return array;
  }
}
