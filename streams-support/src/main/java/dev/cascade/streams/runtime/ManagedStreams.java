package dev.cascade.streams.runtime;

import dev.cascade.streams.shadow.Shadow;
import dev.cascade.streams.tracing.HopTracer;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One running Kafka Streams application. A failed thread ends the client, and a new client takes
 * its place after a pause that doubles up to half a minute; what was not committed is read again. A
 * start that fails is tried again likewise, as long as it takes.
 */
public final class ManagedStreams {

  private static final Logger LOG = Logger.getLogger(ManagedStreams.class);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Two minutes of trying: as long as a thread that hangs may hold the folder of the stores. */
  static final int STARTS_IN_VAIN = 8;

  private final StreamsApplication application;
  private final Properties properties;
  private final StreamsSettings settings;
  private final ScheduledExecutorService restarts;
  private final ClientListener listener;
  private final StreamsClients clients;

  // Whoever only looks waits for nobody.
  private volatile @Nullable KafkaStreams client;
  private volatile @Nullable TopologyDescription description;
  private volatile boolean closed;
  private volatile boolean paused;
  private volatile int failedStarts;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private boolean startIsPlanned;

  ManagedStreams(
      StreamsApplication application,
      Properties properties,
      StreamsSettings settings,
      ScheduledExecutorService restarts,
      ClientListener listener,
      @Nullable HopTracer tracer) {
    this.application = application;
    this.properties = properties;
    this.settings = settings;
    this.restarts = restarts;
    this.listener = listener;
    this.clients = new StreamsClients(application, properties, settings, tracer);
  }

  /** The application's name. */
  public String name() {
    return application.name();
  }

  /** What is run. */
  public StreamsApplication application() {
    return application;
  }

  /** What the application is tuned for. */
  public StreamsApplication.Kind kind() {
    return application.kind();
  }

  /** Where the application's unreadable records go. */
  public String deadLetterTopic() {
    return application.deadLetterTopic();
  }

  /**
   * The topology of the client that runs now.
   *
   * @throws NotRunningException when there is none yet
   */
  public TopologyDescription description() {
    TopologyDescription current = description;
    if (current == null) {
      throw new NotRunningException("Application " + application.name() + " does not run");
    }
    return current;
  }

  /** How the other instances know this one. */
  public HostInfo self() {
    return HostInfo.buildFromEndpoint(
        properties.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG));
  }

  /** The tasks that it has now, such as {@code active [0_0, 0_1], standby []}. */
  String tasks() {
    Set<ThreadMetadata> threads = client().metadataForLocalThreads();
    return "active %s, standby %s"
        .formatted(
            ids(threads.stream().flatMap(thread -> thread.activeTasks().stream())),
            ids(threads.stream().flatMap(thread -> thread.standbyTasks().stream())));
  }

  private static List<String> ids(Stream<TaskMetadata> tasks) {
    return tasks.map(task -> task.taskId().toString()).sorted().toList();
  }

  /**
   * Starts a client unless the application is closed. Returns when its global tables are read,
   * which takes as long as the brokers do; nobody is held by that but the caller.
   */
  void start() {
    if (closed) {
      return;
    }
    KafkaStreams started = newClient();
    started.setUncaughtExceptionHandler(failure -> {
      LOG.errorf(failure, "Application %s failed and will restart", application.name());
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    });
    started.setStateListener((state, before) -> stateChanged(started, state, before));
    if (takesPlace(started)) {
      started.start();
    } else {
      started.close(Duration.ZERO);
    }
  }

  private synchronized boolean takesPlace(KafkaStreams started) {
    if (closed) {
      return false;
    }
    client = started;
    listener.starting(application, started);
    if (paused) {
      started.pause();
    }
    return true;
  }

  private KafkaStreams newClient() {
    Topology topology = application.topology().get();
    description = topology.describe();
    return settings
        .shadow()
        .map(Shadow::read)
        .map(shadow ->
            clients.ofShadow(topology, shadow, () -> listener.shadowEnded(application, true)))
        .orElseGet(() -> clients.of(topology));
  }

  private void stateChanged(KafkaStreams changed, State state, State before) {
    listener.changed(application, before, state);
    if (state == State.RUNNING) {
      synchronized (this) {
        pauseMillis = FIRST_PAUSE_MILLIS;
      }
    } else if (state == State.ERROR) {
      restarts.execute(() -> restart(changed));
    }
  }

  /** Tries again, after a pause, to start what could not be started. */
  void startLater() {
    restart(client);
  }

  private void restart(@Nullable KafkaStreams failed) {
    if (settings.shadow().isPresent()) {
      listener.shadowEnded(application, false);
      return;
    }
    if (failed != null) {
      end(failed);
    }
    planStart(failed);
  }

  private void end(KafkaStreams failed) {
    if (!failed.close(CLOSE_TIMEOUT)) {
      LOG.warnf(
          "A thread of application %s has not ended after %d s; the next client needs its stores",
          application.name(), CLOSE_TIMEOUT.toSeconds());
    }
    listener.closed(application, failed);
  }

  /** In the place of that client, if it still has one. */
  private synchronized void planStart(@Nullable KafkaStreams failed) {
    if (closed || startIsPlanned || client != failed) {
      return;
    }
    startIsPlanned = true;
    LOG.warnf("Application %s restarts in %d ms", application.name(), pauseMillis);
    listener.restarting(application, pauseMillis);
    var unused = restarts.schedule(this::startAgain, pauseMillis, TimeUnit.MILLISECONDS);
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
  }

  /** Nobody looks at what a schedule throws: what is not caught here would be the end of it. */
  void startAgain() {
    KafkaStreams before = client;
    synchronized (this) {
      startIsPlanned = false;
    }
    if (!brokersAnswer()) {
      planStart(before);
      return;
    }
    try {
      start();
      failedStarts = 0;
    } catch (RuntimeException | Error e) {
      failedStarts++;
      LOG.errorf(e, "Application %s could not be started", application.name());
      KafkaStreams now = client;
      if (now != null && now != before) {
        end(now);
      }
      planStart(now);
    }
  }

  /**
   * Asked first: a client that finds no address for its brokers fails after it has locked the
   * folder of its stores, and leaves it locked.
   */
  private boolean brokersAnswer() {
    try {
      BrokerFeatures.check(KafkaCluster.of(settings));
      return true;
    } catch (RuntimeException e) {
      LOG.warnf("Application %s waits for the brokers: %s", application.name(), e.getMessage());
      return false;
    }
  }

  /** Whether it was tried to be started again and again, although the brokers answer. */
  public boolean cannotStart() {
    return failedStarts >= STARTS_IN_VAIN;
  }

  /**
   * The client that runs now, or is about to.
   *
   * @throws NotRunningException when there is none: not yet, not any more, or between two
   */
  public KafkaStreams client() {
    KafkaStreams current = client;
    if (current == null || closed || !current.state().isRunningOrRebalancing()) {
      throw new NotRunningException("Application " + application.name() + " does not run");
    }
    return current;
  }

  /** The client's state; {@code NOT_RUNNING} when there is none. */
  public State state() {
    KafkaStreams current = client;
    return current == null || closed ? State.NOT_RUNNING : current.state();
  }

  /**
   * Whether every task runs and every store can be read. A paused application restores nothing
   * until it is resumed (KIP-834); it is as ready as it was asked to be.
   */
  public boolean isReady() {
    return state() == State.RUNNING || (paused && state() == State.REBALANCING);
  }

  /** Whether it was told to process nothing for now. */
  public boolean isPaused() {
    return paused;
  }

  /**
   * Puts a new client in the place of the one that runs, after the usual pause; what was not
   * committed is read again. Returns at once.
   */
  public synchronized void startAnew() {
    KafkaStreams current = client;
    if (current != null && !closed) {
      restarts.execute(() -> restart(current));
    }
  }

  /** Whether it was closed on purpose. */
  public boolean isClosed() {
    return closed;
  }

  /** Stops processing without leaving the group; survives restarts of the client. */
  public synchronized void pause() {
    paused = true;
    KafkaStreams current = client;
    if (current != null) {
      current.pause();
    }
  }

  /** Processes again from where it stopped. */
  public synchronized void resume() {
    paused = false;
    KafkaStreams current = client;
    if (current != null) {
      current.resume();
    }
  }

  /** Ends it for good; unless told otherwise, it leaves its tasks to the other instances. */
  void close() {
    KafkaStreams last;
    synchronized (this) {
      closed = true;
      last = client;
    }
    if (last != null) {
      last.close(
          CloseOptions.timeout(CLOSE_TIMEOUT)
              .withGroupMembershipOperation(
                  settings.leaveAtStop()
                      ? GroupMembershipOperation.LEAVE_GROUP
                      : GroupMembershipOperation.REMAIN_IN_GROUP));
      listener.closed(application, last);
    }
  }
}
