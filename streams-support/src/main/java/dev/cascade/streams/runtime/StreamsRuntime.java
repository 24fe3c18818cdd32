package dev.cascade.streams.runtime;

import dev.cascade.streams.deadletter.Causes;
import dev.cascade.streams.runtime.BrokerFeatures.BrokerUnreachableException;
import dev.cascade.streams.serde.RegistryUnavailableException;
import dev.cascade.streams.shadow.Shadow;
import dev.cascade.streams.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jboss.logging.Logger;

/**
 * Starts every {@link StreamsApplication} bean of the service once the broker answers, keeps it
 * running, and closes it when the service stops. A service without such beans is left alone.
 */
@ApplicationScoped
public class StreamsRuntime implements ClientListener {

  private static final Logger LOG = Logger.getLogger(StreamsRuntime.class);
  private static final long RETRY_MILLIS = 1_000;

  private final List<ManagedStreams> managed;
  private final StreamsSettings settings;
  private final MeterRegistry meters;
  private final List<StreamsObserver> observers;
  private final Map<KafkaStreams, KafkaStreamsMetrics> bound = new ConcurrentHashMap<>();

  /** The applications of a shadow that have not come to their end; none of a service. */
  private final Set<String> shadows = ConcurrentHashMap.newKeySet();

  private final ScheduledExecutorService starter = starter("streams-starter");

  /**
   * Of each application: the start of one may wait for minutes until its global tables are read.
   */
  private final Map<String, ScheduledExecutorService> starters = new ConcurrentHashMap<>();

  StreamsRuntime(
      @All List<StreamsApplication> applications,
      StreamsSettings settings,
      MeterRegistry meters,
      @All List<StreamsObserver> observers,
      Tracing tracing) {
    this.settings = settings;
    this.meters = meters;
    this.observers = observers;
    settings.shadow().map(Shadow::read).ifPresent(it -> shadows.addAll(it.cuts().keySet()));
    this.managed =
        applications.stream()
            .map(application ->
                new ManagedStreams(
                    application,
                    StreamsProperties.of(application, settings),
                    settings,
                    starterOf(application.name()),
                    this,
                    tracing.reader(application.name()).orElse(null)))
            .toList();
  }

  private ScheduledExecutorService starterOf(String application) {
    return starters.computeIfAbsent(application, name -> starter("streams-starter-" + name));
  }

  private static ScheduledExecutorService starter(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> Thread.ofPlatform().daemon().name(name).unstarted(work));
  }

  void onStart(@Observes StartupEvent event) {
    if (!managed.isEmpty()) {
      starter.execute(this::startAll);
    }
  }

  private void startAll() {
    try {
      BrokerFeatures.check(KafkaCluster.of(settings));
      makeStateFolder();
      started().forEach(it -> starterOf(it.name()).execute(() -> startFirst(it)));
    } catch (BrokerUnreachableException e) {
      LOG.warnf("Kafka at %s does not answer yet, trying again", settings.bootstrapServers());
      var unused = starter.schedule(this::startAll, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      stopTheService(e);
    }
  }

  /** All of them; of a shadow, those that it was told. */
  private List<ManagedStreams> started() {
    shadows.forEach(this::application);
    return settings.shadow().isEmpty()
        ? managed
        : managed.stream().filter(it -> shadows.contains(it.name())).toList();
  }

  /** Of two applications that make it at the same moment, one would fail. */
  private void makeStateFolder() {
    try {
      Files.createDirectories(settings.stateDir());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cascade.streams.state-dir cannot be made: " + settings.stateDir(), e);
    }
  }

  /** A global table that needs the registry, which is away, is no reason to end the service. */
  private static void startFirst(ManagedStreams application) {
    try {
      application.start();
    } catch (RuntimeException | Error e) {
      if (Causes.include(e, RegistryUnavailableException.class)) {
        LOG.warnf("Application %s waits for the registry: %s", application.name(), e.getMessage());
        application.startLater();
      } else {
        stopTheService(e);
      }
    }
  }

  private static void stopTheService(Throwable failure) {
    LOG.fatal("The Streams applications cannot be started, the service stops", failure);
    Quarkus.asyncExit(1);
  }

  void onStop(@Observes ShutdownEvent event) {
    managed.parallelStream().forEach(ManagedStreams::close);
    starter.shutdownNow();
    starters.values().forEach(ScheduledExecutorService::shutdownNow);
  }

  /** All applications of the service. */
  public List<ManagedStreams> applications() {
    return managed;
  }

  /**
   * The application with that name.
   *
   * @throws IllegalArgumentException when the service has none
   */
  public ManagedStreams application(String name) {
    return managed.stream()
        .filter(application -> application.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No Streams application " + name));
  }

  @Override
  public void starting(StreamsApplication application, KafkaStreams client) {
    KafkaStreamsMetrics metrics =
        new KafkaStreamsMetrics(client, Tags.of("application", application.name()));
    metrics.bindTo(meters);
    bound.put(client, metrics);
  }

  @Override
  public void closed(StreamsApplication application, KafkaStreams client) {
    KafkaStreamsMetrics metrics = bound.remove(client);
    if (metrics != null) {
      metrics.close();
    }
  }

  @Override
  public void changed(StreamsApplication application, State before, State now) {
    observers.forEach(observer -> observer.changed(application.name(), before, now));
    if (now == State.RUNNING && !observers.isEmpty()) {
      // Not here: a client that is being closed may hold the lock that the question needs.
      starter.execute(() -> tellTasks(application.name()));
    }
  }

  private void tellTasks(String application) {
    try {
      String tasks = application(application).tasks();
      observers.forEach(observer -> observer.assigned(application, tasks));
    } catch (NotRunningException | IllegalStateException e) {
      LOG.debugf("%s has moved on already: %s", application, e.getMessage());
    }
  }

  @Override
  public void shadowEnded(StreamsApplication application, boolean whole) {
    if (!whole) {
      LOG.errorf("The shadow of %s has failed, the process ends", application.name());
      Quarkus.asyncExit(1);
    } else if (shadows.remove(application.name()) && shadows.isEmpty()) {
      LOG.info("The shadow has decided all of the history, the process ends");
      Quarkus.asyncExit(0);
    }
  }

  @Override
  public void restarting(StreamsApplication application, long pauseMillis) {
    observers.forEach(observer -> observer.restarting(application.name(), pauseMillis));
  }
}
