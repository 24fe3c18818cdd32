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
 * <p>While a commit lasts, input gathers, and the next commit covers all of it. So under load
 * transactions grow instead of becoming more.
 *
 * <p>One pace belongs to one stream thread, which reaches it through {@link #ofThisThread}: the
 * thread's consumer and producer ({@link PacedClients}) and a processor in each of its tasks
 * ({@link #keptIn}) work together on it. Nothing of it is shared between threads.
 */
final class CommitPace {

  private static final ThreadLocal<CommitPace> OF_THREAD = ThreadLocal.withInitial(CommitPace::new);

  private static final String NODE = "commit-pace-";

  /** Tasks that processed a record since the last commit that was asked for. */
  private final Set<ProcessorContext<?, ?>> changed = new HashSet<>();

  private final Set<ProcessorContext<?, ?>> tasks = new HashSet<>();

  private boolean waitedFor;
  private long waitedForSinceNanos;

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

  /** Called with what is left to process when somebody waits for the commit. */
  void afterProcessing(ConsumerRecords<?, ?> next) {
    if (next.isEmpty()) {
      askForCommit();
    }
  }

  /** The thread commits all its tasks when one that has changed asks for it. */
  private void askForCommit() {
    waitedFor = false;
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
      if (pace.waitedFor && System.nanoTime() - pace.waitedForSinceNanos > longestNanos) {
        pace.askForCommit();
      }
    }

    @Override
    public void close() {
      pace.tasks.remove(task);
      pace.changed.remove(task);
    }
  }
}
