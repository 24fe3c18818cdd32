package dev.cascade.streams.runtime;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decides when a stream thread commits: as soon as it wrote something that others wait for and has
 * nothing more to process. Input that leads to no output waits for the next such commit, or for the
 * commit interval.
 *
 * <p>Kafka Streams by itself commits by the clock alone. With a long interval every hop waits for
 * it; with a short one most transactions carry nothing: one for each record that changes nothing,
 * and one for each marker of the transactions upstream, since a marker moves the position.
 *
 * <p>While a commit lasts, input gathers, and the next commit covers all of it. After a commit the
 * thread gathers for as long again, times the rest factor, before it commits once more. So under
 * load, where commits take long, transactions grow instead of becoming more, and a thread never
 * spends more than a bounded share of its time on committing; a quiet system does not notice.
 *
 * <p>One pace belongs to one stream thread, which reaches it through {@link #ofThisThread}: the
 * thread's consumer and producer ({@link PacedClients}) and a processor in each of its tasks
 * ({@link #keptIn}) work together on it. Nothing of it is shared between threads.
 */
final class CommitPace {

  private static final ThreadLocal<CommitPace> OF_THREAD = ThreadLocal.withInitial(CommitPace::new);

  private static final String NODE = "commit-pace-";

  /** A commit that took longer met trouble, not load. */
  private static final long LONGEST_COUNTED_NANOS = Duration.ofMillis(25).toNanos();

  /** Tasks that processed a record since the last commit that was asked for. */
  private final Set<ProcessorContext<?, ?>> changed = new HashSet<>();

  private final Set<ProcessorContext<?, ?>> tasks = new HashSet<>();

  private boolean waitedFor;
  private long waitedForSinceNanos;

  private boolean committing;
  private long committingSinceNanos;

  /** No commit before this moment. */
  private long restUntilNanos = System.nanoTime();

  private CommitPace() {}

  static CommitPace ofThisThread() {
    return OF_THREAD.get();
  }

  /** Lets every task of the topology keep the pace of its thread. */
  static Topology keptIn(Topology topology, Duration longest) {
    for (TopologyDescription.Subtopology subtopology : topology.describe().subtopologies()) {
      String[] sources =
          subtopology.nodes().stream()
              .filter(TopologyDescription.Source.class::isInstance)
              .map(TopologyDescription.Node::name)
              .toArray(String[]::new);
      topology.addProcessor(NODE + subtopology.id(), () -> keeper(longest), sources);
    }
    return topology;
  }

  /** The processor that sees each record of a task after the task's own processors. */
  static Processor<Object, Object, Void, Void> keeper(Duration longest) {
    return new Keeper(longest.toNanos());
  }

  /** Something was written that others can see once it is committed. */
  void written() {
    if (!waitedFor) {
      waitedFor = true;
      waitedForSinceNanos = System.nanoTime();
    }
  }

  /** Whether a commit is waited for. */
  boolean isWaitedFor() {
    return waitedFor;
  }

  /**
   * The thread looks for input again, so a commit that was asked for is over.
   *
   * @param rest for how long to gather, as a multiple of what the commit took
   */
  void afterRound(double rest, long nowNanos) {
    if (committing) {
      committing = false;
      long took = Math.min(nowNanos - committingSinceNanos, LONGEST_COUNTED_NANOS);
      restUntilNanos = nowNanos + (long) (rest * took);
    }
  }

  /** How long more input may be waited for while somebody waits for the commit. */
  Duration restLeft(long nowNanos) {
    return Duration.ofNanos(Math.max(0, restUntilNanos - nowNanos));
  }

  /** Called with what is left to process when somebody waits for the commit. */
  void afterProcessing(ConsumerRecords<?, ?> next, long nowNanos) {
    if (next.isEmpty() && nowNanos - restUntilNanos >= 0) {
      askForCommit(nowNanos);
    }
  }

  /** The thread commits all its tasks when one that has changed asks for it. */
  private void askForCommit(long nowNanos) {
    waitedFor = false;
    committing = true;
    committingSinceNanos = nowNanos;
    (changed.isEmpty() ? tasks : changed).forEach(ProcessorContext::commit);
    changed.clear();
  }

  private static final class Keeper implements Processor<Object, Object, Void, Void> {

    private final long longestNanos;

    @SuppressWarnings("NullAway.Init")
    private CommitPace pace;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<Void, Void> task;

    private Keeper(long longestNanos) {
      this.longestNanos = longestNanos;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      task = context;
      pace = ofThisThread();
      pace.tasks.add(context);
    }

    @Override
    public void process(Record<Object, Object> record) {
      pace.changed.add(task);
      long now = System.nanoTime();
      if (pace.waitedFor
          && now - pace.waitedForSinceNanos > longestNanos
          && now - pace.restUntilNanos >= 0) {
        pace.askForCommit(now);
      }
    }

    @Override
    public void close() {
      pace.tasks.remove(task);
      pace.changed.remove(task);
    }
  }
}
