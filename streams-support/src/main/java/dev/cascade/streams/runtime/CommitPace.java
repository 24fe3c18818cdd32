package dev.cascade.streams.runtime;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
 * <p>A thread may spend a share of its time on committing. What it does not use it saves, up to a
 * few commits; when it has spent that, input gathers until time has earned the next commit, which
 * covers all of it. So under load transactions grow instead of becoming more, and a quiet system
 * does not notice.
 *
 * <p>One pace belongs to one stream thread, which reaches it through {@link #ofThisThread}: the
 * thread's consumer and producer ({@link PacedClients}) and a processor in each of its tasks
 * ({@link #keptIn}) work together on it. Nothing of it is shared between threads.
 */
final class CommitPace {

  private static final ThreadLocal<CommitPace> OF_THREAD = ThreadLocal.withInitial(CommitPace::new);

  private static final String NODE = "commit-pace-";

  /** About three commits of a quiet system. */
  private static final double MOST_SAVED_NANOS = Duration.ofMillis(15).toNanos();

  /** A commit that took longer met trouble, not load. */
  private static final long LONGEST_COUNTED_NANOS = Duration.ofMillis(25).toNanos();

  /** Tasks that processed a record since the last commit that was asked for. */
  private final Set<ProcessorContext<?, ?>> changed = new HashSet<>();

  private final Set<ProcessorContext<?, ?>> tasks = new HashSet<>();

  private boolean waitedFor;
  private long waitedForSinceNanos;

  private boolean committing;
  private long committingSinceNanos;

  /** The share of time that is for commits, as the consumer of the thread tells it. */
  private double share = 1;

  /** Time for commits that was earned and not spent; below zero the next has to wait. */
  private double savedNanos = MOST_SAVED_NANOS;

  private long savedAtNanos = System.nanoTime();

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

  /** All that was written is committed, so nobody waits for it any longer, and it is paid for. */
  void committed(long nowNanos) {
    waitedFor = false;
    changed.clear();
    pay(nowNanos);
  }

  /**
   * The thread looks for input again, so a commit that was asked for is over, also one that found
   * nothing to commit.
   *
   * @param share of the time, from now on, that is for commits; above 0 to 1
   */
  void afterRound(double share, long nowNanos) {
    this.share = share;
    pay(nowNanos);
  }

  private void pay(long nowNanos) {
    savedNanos = saved(nowNanos);
    savedAtNanos = nowNanos;
    if (committing) {
      committing = false;
      savedNanos -= Math.min(nowNanos - committingSinceNanos, LONGEST_COUNTED_NANOS);
    }
  }

  private double saved(long nowNanos) {
    return Math.min(MOST_SAVED_NANOS, savedNanos + share * (nowNanos - savedAtNanos));
  }

  /**
   * How long more input may be waited for while somebody waits for the commit, in whole
   * milliseconds: a consumer ignores parts of one, and would be asked again and again during the
   * last. What a commit comes too early is earned after it.
   */
  Duration untilEarned(long nowNanos) {
    double nanos = Math.max(0, -saved(nowNanos)) / share;
    return Duration.ofNanos((long) nanos).truncatedTo(ChronoUnit.MILLIS);
  }

  /** Called with what is left to process when somebody waits for the commit. */
  void afterProcessing(ConsumerRecords<?, ?> next, long nowNanos) {
    if (next.isEmpty()) {
      askForCommitIfEarned(nowNanos);
    }
  }

  private void askForCommitIfEarned(long nowNanos) {
    if (untilEarned(nowNanos).isZero()) {
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
      if (pace.waitedFor) {
        long now = System.nanoTime();
        if (now - pace.waitedForSinceNanos > longestNanos) {
          pace.askForCommitIfEarned(now);
        }
      }
    }

    @Override
    public void close() {
      pace.tasks.remove(task);
      pace.changed.remove(task);
    }
  }
}
