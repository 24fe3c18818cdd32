package dev.cascade.local.run;

import dev.cascade.local.data.SampleDataLoader;
import dev.cascade.local.platform.ConnectWorker;
import dev.cascade.local.platform.Kafka;
import dev.cascade.local.platform.KafkaBroker;
import dev.cascade.local.platform.KafkaCluster;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.PostgresServer;
import dev.cascade.local.platform.Replication;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * Starts what is missing of an ecosystem, in the order in which the parts need each other. When one
 * of them fails, everything that this startup started is stopped again.
 */
public final class Startup {

  private static final Duration READY_BOUND = Duration.ofSeconds(150);
  private static final Duration BOUND_OF_A_RUNNING_SERVER = Duration.ofSeconds(30);
  private static final Duration BOUND_AFTER_A_NEW_BROKER = Duration.ofSeconds(90);

  /** A session of Kafka's, and one second: who lost something with the broker knows by then. */
  private static final Duration CALM_AFTER_A_NEW_BROKER = Duration.ofSeconds(7);

  private static final Duration STOP_BOUND = Duration.ofSeconds(15);

  private final Ecosystem ecosystem;
  private final List<PlatformServer> wanted;
  private final Progress progress;
  private final Queue<PlatformServer> started = new ConcurrentLinkedQueue<>();
  private final ReadWriteLock stopping = new ReentrantReadWriteLock();
  private final boolean brokerRan;
  private final SampleDataLoader loader;
  private boolean stopped;

  /** A startup of these servers that reports its steps. */
  public Startup(Ecosystem ecosystem, List<PlatformServer> wanted, Progress progress) {
    this.ecosystem = ecosystem;
    this.wanted = wanted;
    this.progress = progress;
    this.brokerRan = ecosystem.kafka().isAlive();
    this.loader = new SampleDataLoader(ecosystem, progress);
  }

  /**
   * Brings what is wanted to ready, and waits until everything that runs is ready, also what ran
   * before; when everything is wanted, loads the sample data unless it is loaded.
   *
   * @throws Settling.NotSettledException when something that runs does not get ready in time; it
   *     goes on running
   * @throws ServerFailedException when something cannot be started; nothing new runs then
   */
  public void run() {
    checkFirst();
    Thread undo = new Thread(this::stopWhatWasStarted, "undo");
    Runtime.getRuntime().addShutdownHook(undo);
    try {
      Together.run(platform());
      Together.run(wanted(ecosystem.neededServices()));
      settle();
      Together.run(
          Stream.concat(wanted(ecosystem.lastServices()).stream(), sampleData().stream()).toList());
      loader.awaitCustomers();
    } catch (Settling.NotSettledException e) {
      // To stop the broker would take away what the others need to get ready.
      throw e;
    } catch (RuntimeException e) {
      stopWhatWasStarted();
      throw e;
    } finally {
      forget(undo);
    }
  }

  private List<Runnable> sampleData() {
    boolean all =
        wanted.containsAll(ecosystem.platform()) && wanted.containsAll(ecosystem.neededServices());
    if (all && !isOurs(ecosystem.kafka())) {
      progress.step(
          "sample data", "left out: this home did not make the topics, so others may use them");
      return List.of();
    }
    return all ? List.of(loader::loadUnlessLoaded) : List.of();
  }

  /** Where others have records, they do not get made-up ones among them. */
  private boolean isOurs(Kafka kafka) {
    return kafka instanceof KafkaCluster
        || HomeSettings.of(ecosystem.installation().home()).hasNewTopics();
  }

  /** Brings one server to ready. */
  public void bring(PlatformServer server) {
    if (server.isAlive()) {
      awaitRunning(server);
      return;
    }
    startAndNote(server);
    server.awaitReady(READY_BOUND);
    progress.step(server.name(), "ready, pid " + server.pid() + ", port " + port(server));
  }

  private void settle() {
    List<PlatformServer> running =
        ecosystem.all().stream().filter(PlatformServer::isAlive).filter(this::isNeeded).toList();
    boolean hadToNotice = isBrokerNew() && !started.containsAll(running);
    new Settling(running, progress)
        .await(hadToNotice ? CALM_AFTER_A_NEW_BROKER : Duration.ZERO, READY_BOUND);
  }

  /** What a connector has failed of is mended by {@link #connectors}, after all others. */
  private boolean isNeeded(PlatformServer server) {
    return !(server instanceof ConnectWorker);
  }

  private boolean isBrokerNew() {
    return !brokerRan && ecosystem.kafka().isAlive();
  }

  // Many may start at once, but none once the stopping has begun: it would be left behind.
  private void startAndNote(PlatformServer server) {
    stopping.readLock().lock();
    try {
      if (stopped) {
        throw new ServerFailedException(server.name() + " is not started any more");
      }
      started.add(server);
      if (server instanceof KafkaBroker broker && broker.hasCrashed()) {
        progress.step(server.name(), "crashed; it is unregistered first, see docs/RATIONALE.md");
      }
      server.start();
      ecosystem.runFolder().remember(server.name(), server.process());
    } finally {
      stopping.readLock().unlock();
    }
  }

  private void checkFirst() {
    List<PlatformServer> missing = wanted.stream().filter(server -> !server.isAlive()).toList();
    List<String> problems = Preflight.problems(ecosystem.installation(), missing);
    if (!problems.isEmpty()) {
      throw new ServerFailedException(String.join("\n", problems));
    }
    progress.step(
        "checked",
        missing.isEmpty()
            ? "everything runs already"
            : "folder, disk and ports; to start: "
                + String.join(", ", missing.stream().map(PlatformServer::name).toList()));
  }

  private List<Runnable> platform() {
    List<Runnable> tasks = new ArrayList<>(wanted(List.of(ecosystem.mail())));
    ecosystem.connect().ifPresent(it -> tasks.addAll(wanted(List.of(it.postgres()))));
    tasks.addAll(wanted(ecosystem.registry().servers()));
    if (ecosystem.kafka().brokers().stream().anyMatch(wanted::contains)) {
      tasks.add(this::bringBrokers);
    }
    return tasks;
  }

  // None of several is ready alone, and topics need all of them.
  private void bringBrokers() {
    Together.run(wanted(ecosystem.kafka().brokers()));
    letUsersIn();
    endHangingTransactions();
    installTopics();
  }

  private List<Runnable> wanted(List<? extends PlatformServer> servers) {
    return servers.stream().filter(wanted::contains).map(this::installing).toList();
  }

  private Runnable installing(PlatformServer server) {
    if (server instanceof ConnectWorker) {
      return () -> ecosystem.connect().ifPresent(this::connectors);
    }
    return () -> {
      bring(server);
      if (server instanceof PostgresServer) {
        ecosystem.connect().ifPresent(this::tables);
      }
      if (server == ecosystem.registry()) {
        installSchemas();
      }
      if (server instanceof EntryServer entry) {
        entry.open();
      }
    };
  }

  private void tables(ConnectParts parts) {
    boolean isEmpty = parts.database().install();
    progress.step("tables", isEmpty ? "customers has no rows yet" : "there already");
  }

  private void connectors(ConnectParts parts) {
    parts
        .missing(ecosystem)
        .ifPresent(missing -> {
          throw new ServerFailedException(
              "connect needs what does not run: ./cascade up %s connect".formatted(missing));
        });
    if (!parts.worker().isAlive()) {
      bring(parts.worker());
    }
    List<String> running = parts.connectors().install(parts.worker().connectors());
    bring(parts.worker());
    progress.step("connectors", String.join(", ", running) + " run");
  }

  private void letUsersIn() {
    if (ecosystem.installation().secrets().exist()) {
      new UsersAtStart(ecosystem, progress).letIn();
    }
  }

  private void endHangingTransactions() {
    if (isBrokerNew()) {
      new HangingTransactionsAtStart(ecosystem.kafka().client("repair"), progress).end();
    }
  }

  private void installTopics() {
    TopicCatalogue catalogue = TopicCatalogue.load();
    TopicInstaller.Report report =
        new TopicInstaller(ecosystem.kafka().client("installer"), Replication.ofTheBroker())
            .install(catalogue);
    int present = catalogue.topics().size() - report.created().size();
    progress.step("topics", report.created().size() + " created, " + present + " there already");
    report.differences().forEach(difference -> progress.line("          ! " + difference));
  }

  private void installSchemas() {
    int count = ecosystem.registry().installer().install(TopicCatalogue.load()).size();
    progress.step("schemas", count + " registered and compatible");
  }

  // A server that hangs would make `up` useless as a cure, so it is started anew.
  private void awaitRunning(PlatformServer server) {
    try {
      server.awaitReady(isBrokerNew() ? BOUND_AFTER_A_NEW_BROKER : BOUND_OF_A_RUNNING_SERVER);
    } catch (ServerFailedException e) {
      if (Thread.currentThread().isInterrupted()) {
        // Another part failed; this one is as well as it was.
        throw e;
      }
      progress.step(server.name(), "runs but is not ready, starting it anew");
      server.stop(STOP_BOUND);
      bring(server);
    }
  }

  private void stopWhatWasStarted() {
    stopping.writeLock().lock();
    try {
      stopped = true;
      List<PlatformServer> latestFirst = List.copyOf(started).reversed();
      started.clear();
      if (!latestFirst.isEmpty()) {
        progress.line("Stopping what was started: nothing is left half-running.");
        new Shutdown(ecosystem, progress).stop(latestFirst);
      }
    } finally {
      stopping.writeLock().unlock();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Going down already: the hook is what stops the servers.
    }
  }

  private static int port(PlatformServer server) {
    return server.ports().firstEntry().getValue();
  }
}
