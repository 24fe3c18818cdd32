package dev.cascade.console.journal;

import dev.cascade.console.live.Hub;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What people changed by way of this console since it started, the newest first; the log of the
 * console has all of it. Thread-safe.
 */
@Singleton
public final class Acts {

  private static final Logger LOG = Logger.getLogger(Acts.class);
  private static final int MOST = 200;

  private final Hub hub;
  private final Deque<Act> latest = new ArrayDeque<>();

  /**
   * One request that changes something.
   *
   * @param at when it was answered
   * @param from the address of the browser
   * @param service that was asked
   * @param request method and path, without what was sent
   * @param status of the answer
   */
  public record Act(Instant at, String from, String service, String request, int status) {}

  Acts(Hub hub) {
    this.hub = hub;
  }

  /** Adds one. */
  public synchronized void add(Act act) {
    LOG.infof("%s asked %s: %s, %d", act.from(), act.service(), act.request(), act.status());
    latest.addFirst(act);
    if (latest.size() > MOST) {
      latest.removeLast();
    }
    hub.state("acts", List.copyOf(latest));
  }
}
