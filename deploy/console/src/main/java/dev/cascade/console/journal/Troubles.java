package dev.cascade.console.journal;

import dev.cascade.console.live.Hub;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/** The latest things that went wrong, the newest first. Thread-safe. */
@Singleton
public final class Troubles {

  private static final Logger LOG = Logger.getLogger(Troubles.class);
  private static final int MOST = 100;

  private final Hub hub;
  private final Deque<Trouble> latest = new ArrayDeque<>();

  /**
   * One thing.
   *
   * @param at when the console saw it
   * @param where the service or part
   * @param what in a sentence
   */
  public record Trouble(Instant at, String where, String what) {}

  Troubles(Hub hub) {
    this.hub = hub;
  }

  /** Adds one, unless it is the same as the last. */
  public synchronized void add(String where, String what) {
    Trouble last = latest.peekFirst();
    if (last != null && last.where().equals(where) && last.what().equals(what)) {
      return;
    }
    LOG.warnf("%s: %s", where, what);
    latest.addFirst(new Trouble(Instant.now(), where, what));
    if (latest.size() > MOST) {
      latest.removeLast();
    }
    hub.state("troubles", List.copyOf(latest));
  }
}
