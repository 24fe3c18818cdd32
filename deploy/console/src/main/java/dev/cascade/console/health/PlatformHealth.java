package dev.cascade.console.health;

import dev.cascade.console.journal.Troubles;
import dev.cascade.console.live.Hub;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the services run on, as the console reaches it itself. Thread-safe. */
@Singleton
public final class PlatformHealth {

  private final Hub hub;
  private final Troubles troubles;
  private final Map<String, Part> parts = new TreeMap<>();

  /**
   * One part.
   *
   * @param name of the part
   * @param well whether it answers
   * @param since when that became so
   * @param said why it is not well; empty where it is
   */
  record Part(String name, boolean well, Instant since, String said) {}

  PlatformHealth(Hub hub, Troubles troubles) {
    this.hub = hub;
    this.troubles = troubles;
  }

  /** The broker answered, or did not. */
  public void kafka(boolean well, String why) {
    set("kafka", well, why);
  }

  /** The registry answered, or did not. */
  void registry(boolean well, String why) {
    set("registry", well, why);
  }

  private synchronized void set(String name, boolean well, String why) {
    Part last = parts.get(name);
    if (last == null || last.well() != well) {
      parts.put(name, new Part(name, well, Instant.now(), well ? "" : why));
      if (!well) {
        troubles.add(name, why);
      } else if (last != null) {
        troubles.add(name, "It answers again.");
      }
    }
    hub.state("platform", List.copyOf(parts.values()));
  }
}
