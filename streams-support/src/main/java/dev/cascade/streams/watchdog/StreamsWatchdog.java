package dev.cascade.streams.watchdog;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.NotRunningException;
import dev.cascade.streams.runtime.StreamsRuntime;
import dev.cascade.streams.runtime.StreamsSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches the service's Kafka Streams applications. One that stands still outside RUNNING is told,
 * counted in {@code cascade.streams.stuck}, and started anew by itself, with a patience that
 * doubles; what hangs on the broker is looked for all the time, since it stops those that run as
 * well. While Kafka does not answer nothing is started anew.
 */
@ApplicationScoped
public class StreamsWatchdog {

  private static final Logger LOG = Logger.getLogger(StreamsWatchdog.class);
  private static final String STUCK = "cascade.streams.stuck";
  private static final String RESTARTS = "cascade.streams.watchdog.restarts";
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final int LOOKS_PER_LOOK_AT_TRANSACTIONS = 3;

  private final List<ManagedStreams> applications;
  private final StreamsSettings settings;
  private final MeterRegistry meters;
  private final Map<ManagedStreams, Vigil> vigils = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("streams-watchdog").unstarted(work));

  private @Nullable WatchdogClient client;
  private @Nullable TransactionWatch transactions;
  private int looks;
  private boolean unauthorized;

  @Inject
  StreamsWatchdog(StreamsRuntime runtime, StreamsSettings settings, MeterRegistry meters) {
    this(runtime.applications(), settings, meters);
  }

  /** A watchdog over these applications, which looks when it is told to and then only. */
  public StreamsWatchdog(
      List<ManagedStreams> applications, StreamsSettings settings, MeterRegistry meters) {
    this.applications = applications;
    this.settings = settings;
    this.meters = meters;
    for (ManagedStreams application : applications) {
      vigils.put(application, new Vigil(settings.stuckAfter()));
      // There from zero on: a rate needs what was before the first event.
      count(STUCK, application);
      count(RESTARTS, application);
    }
  }

  private Counter count(String name, ManagedStreams application) {
    return meters.counter(name, "application", application.name());
  }

  /** A shadow that stands still is ended by whoever started it. */
  void onStart(@Observes StartupEvent event) {
    if (!applications.isEmpty() && settings.shadow().isEmpty()) {
      long millis = LOOK_EVERY.toMillis();
      var unused =
          looking.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    looking.shutdownNow();
    close();
  }

  /** Applications that were started anew again and again and do not come back. */
  public List<String> hopeless() {
    return applications.stream()
        .filter(application -> vigil(application).isHopeless())
        .map(ManagedStreams::name)
        .toList();
  }

  /** One look at everything; never throws, since a schedule would end with it. */
  public void look() {
    try {
      if (looks++ % LOOKS_PER_LOOK_AT_TRANSACTIONS == 0) {
        transactions().look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException | RuntimeException | Error e) {
      tellOnce(e);
    }
    applications.forEach(this::look);
  }

  /** Kafka may be away for a while; what it does not permit stays so until somebody grants it. */
  private void tellOnce(Throwable failure) {
    if (failure.getCause() instanceof AuthorizationException && !unauthorized) {
      unauthorized = true;
      LOG.warnf(
          "The watchdog may not look for transactions that hang: %s. It needs DESCRIBE on"
              + " transactional ids, READ on the topics and on __transaction_state, and"
              + " CLUSTER_ACTION to end them; cascade.streams.repair-client-properties can name"
              + " credentials of its own",
          failure.getCause().getMessage());
    } else {
      LOG.debugf(failure, "Kafka does not tell about transactions just now");
    }
  }

  private void look(ManagedStreams application) {
    try {
      if (!application.isPaused() && !application.isClosed()) {
        Progress progress = Progress.of(application.client());
        if (vigil(application).isStuck(progress, System.nanoTime())) {
          free(application, progress);
        }
      }
    } catch (NotRunningException e) {
      // Between two clients.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.warnf(e, "The watchdog could not look at %s", application.name());
    }
  }

  private void free(ManagedStreams application, Progress progress) throws InterruptedException {
    String name = application.name();
    Vigil vigil = vigil(application);
    try {
      String reason = Reason.of(application, progress, client().admin());
      count(STUCK, application).increment();
      if (transactions().look()) {
        LOG.warnf("Application %s stood still behind a transaction that hung: %s", name, reason);
        vigil.excused(System.nanoTime());
        return;
      }
      LOG.warnf("Application %s stands still and is started anew: %s", name, reason);
      count(RESTARTS, application).increment();
      application.startAnew();
      vigil.restarted(System.nanoTime());
    } catch (ExecutionException e) {
      LOG.warnf("Application %s waits for Kafka, which does not answer: %s", name, e.getCause());
      vigil.excused(System.nanoTime());
    }
  }

  private Vigil vigil(ManagedStreams application) {
    return vigils.computeIfAbsent(application, _ -> new Vigil(settings.stuckAfter()));
  }

  private synchronized WatchdogClient client() {
    WatchdogClient known = client;
    if (known == null) {
      known = WatchdogClient.of(settings);
      client = known;
    }
    return known;
  }

  private synchronized TransactionWatch transactions() {
    TransactionWatch known = transactions;
    if (known == null) {
      known = new TransactionWatch(applications, client(), settings.repairTransactions(), meters);
      transactions = known;
    }
    return known;
  }

  /** Lets go of Kafka. */
  public synchronized void close() {
    WatchdogClient known = client;
    if (known != null) {
      known.close();
    }
  }
}
