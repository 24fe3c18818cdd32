package dev.cascade.streams.query;

import dev.cascade.streams.runtime.ManagedStreams;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.LagInfo;
import org.jboss.logging.Logger;

/**
 * How many records the standby copies on this instance are behind. Asking Kafka takes a round trip,
 * so a read uses the answer of a moment ago while the next one is fetched; an answer that is too
 * old is none.
 */
final class StandbyLags {

  private static final Logger LOG = Logger.getLogger(StandbyLags.class);
  private static final Duration FRESH = Duration.ofMillis(200);
  private static final Duration USABLE = Duration.ofSeconds(2);

  /** A lag that no bound admits. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final Map<String, Known> byApplication = new ConcurrentHashMap<>();

  /** What Kafka said last of one application. */
  private static final class Known {
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Map<String, Map<Integer, LagInfo>> lags = Map.of();
    private volatile long askedNanos = System.nanoTime() - USABLE.toNanos();

    private boolean isOlderThan(Duration age) {
      return System.nanoTime() - askedNanos > age.toNanos();
    }
  }

  /** Records, control records included, that the copy of the partition is behind. */
  long of(ManagedStreams application, String store, int partition) {
    Known known = byApplication.computeIfAbsent(application.name(), name -> new Known());
    if (known.isOlderThan(FRESH) && known.asking.compareAndSet(false, true)) {
      Thread.ofVirtual().start(() -> ask(application, known));
    }
    LagInfo lag = known.lags.getOrDefault(store, Map.of()).get(partition);
    return lag == null || known.isOlderThan(USABLE) ? UNKNOWN : lag.offsetLag();
  }

  private static void ask(ManagedStreams application, Known known) {
    try {
      long now = System.nanoTime();
      known.lags = application.client().allLocalStorePartitionLags();
      known.askedNanos = now;
    } catch (RuntimeException e) {
      LOG.debugf("The lags of %s are not known: %s", application.name(), e.getMessage());
    } finally {
      known.asking.set(false);
    }
  }
}
