package dev.cascade.auditor.run;

import dev.cascade.auditor.invariants.Findings;
import dev.cascade.auditor.invariants.Guarantee;
import dev.cascade.auditor.log.Place;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * What was found, for every guarantee. It outlives a run: when the auditor starts to read anew and
 * finds a breach again, it is neither counted nor logged twice. Thread-safe.
 */
public final class Ledger implements Findings {

  private static final Logger LOG = Logger.getLogger(Ledger.class);
  private static final int MOST_SHOWN = 100;
  private static final int MOST_KNOWN = 10_000;
  private static final int LOGGED_ONE_BY_ONE = 50;
  private static final int LOGGED_EVERY = 1_000;

  /** Counts of one guarantee. */
  private static final class Count {
    private final AtomicLong judged = new AtomicLong();
    private final AtomicLong breaches = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();
  }

  private record Known(Guarantee guarantee, Place place, String subject) {}

  private final Clock clock;
  private final Map<Guarantee, Count> counts = new EnumMap<>(Guarantee.class);
  private final Deque<Breach> latest = new ArrayDeque<>();
  private final Set<Known> known =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Known, Boolean> eldest) {
              return size() > MOST_KNOWN;
            }
          });

  /** An empty one. */
  public Ledger(Clock clock) {
    this.clock = clock;
    for (Guarantee guarantee : Guarantee.values()) {
      counts.put(guarantee, new Count());
    }
  }

  /** The topics are read anew: what is still broken will be found again. */
  void startAnew() {
    counts.values().forEach(count -> count.broken.set(0));
  }

  @Override
  public void judged(Guarantee guarantee) {
    count(guarantee).judged.incrementAndGet();
  }

  @Override
  public void broken(Guarantee guarantee, Place place, String subject, String detail) {
    count(guarantee).broken.incrementAndGet();
    synchronized (latest) {
      if (!known.add(new Known(guarantee, place, subject))) {
        return;
      }
      latest.addFirst(new Breach(guarantee, place, subject, detail, clock.instant()));
      if (latest.size() > MOST_SHOWN) {
        latest.removeLast();
      }
    }
    long number = count(guarantee).breaches.incrementAndGet();
    if (number <= LOGGED_ONE_BY_ONE || number % LOGGED_EVERY == 0) {
      LOG.errorf(
          "Broken guarantee %s (%d), topic=%s partition=%d offset=%d subject=%s: %s",
          guarantee.label(),
          number,
          place.topic(),
          place.partition(),
          place.offset(),
          subject,
          detail);
    }
  }

  @Override
  public void mended(Guarantee guarantee) {
    count(guarantee).broken.updateAndGet(broken -> Math.max(0, broken - 1));
  }

  @Override
  public void forgot(Guarantee guarantee) {
    count(guarantee).forgotten.incrementAndGet();
  }

  private Count count(Guarantee guarantee) {
    return counts.getOrDefault(guarantee, new Count());
  }

  /** Records and questions that were held against the guarantee. */
  public long judgements(Guarantee guarantee) {
    return count(guarantee).judged.get();
  }

  /** Breaches that were found since the process started, each once. */
  public long breaches(Guarantee guarantee) {
    return count(guarantee).breaches.get();
  }

  /** Breaches that stand: those of this reading of the topics, without those that were mended. */
  public long standing(Guarantee guarantee) {
    return count(guarantee).broken.get();
  }

  /** What was dropped from bounded memory before it was judged. */
  public long forgotten(Guarantee guarantee) {
    return count(guarantee).forgotten.get();
  }

  /** The latest breaches, the newest first. */
  public List<Breach> latest() {
    synchronized (latest) {
      return List.copyOf(latest);
    }
  }
}
