package dev.cascade.orders.topology;

import dev.cascade.orders.domain.RequestPosition;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the view reflects order-requests, for each partition that is here. Requests of a
 * partition are decided in their order, and what is decided is shown in that order, so a view that
 * shows one request shows all before it. Thread-safe.
 */
public final class ReflectedRequests {

  /** Before the first request of a partition. */
  private static final long NOTHING = -1;

  private final Map<Integer, Opened> byPartition = new ConcurrentHashMap<>();

  /** One partition of the view, from its opening to the next: a new one may show less. */
  static final class Opened {

    private final int partition;
    private volatile long upTo = NOTHING;

    private Opened(int partition) {
      this.partition = partition;
    }

    /** The view shows what became of that request. Only the view's task calls it. */
    void reflect(RequestPosition request) {
      if (request.partition() == partition && request.offset() > upTo) {
        upTo = request.offset();
      }
    }
  }

  /** Up to where the view reflected requests at one moment; to be taken before the view is read. */
  public final class Mark {

    private final int partition;
    private final @Nullable Opened opened;
    private final long upTo;

    private Mark(int partition) {
      this.partition = partition;
      this.opened = byPartition.get(partition);
      this.upTo = opened == null ? NOTHING : opened.upTo;
    }

    /**
     * The last request that what was read since then reflects, with the offset -1 when there is
     * none; empty when the partition is not here, or was opened anew meanwhile.
     */
    public Optional<RequestPosition> position() {
      return opened == null || byPartition.get(partition) != opened
          ? Optional.empty()
          : Optional.of(new RequestPosition(partition, upTo));
    }
  }

  /** The view's task opens the partition. */
  Opened open(int partition) {
    Opened opened = new Opened(partition);
    byPartition.put(partition, opened);
    return opened;
  }

  /** Up to where the view reflects requests of the partition now. */
  public Mark mark(int partition) {
    return new Mark(partition);
  }
}
