package dev.cascade.streams.journal;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.AvroFormat;
import dev.cascade.streams.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.logging.Handler;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the service's warnings and errors, and what becomes of it, to their topics. Whoever logs
 * or tells something goes on at once; a thread of the journal's own writes it.
 */
@Singleton
public class Journal {

  private static final Logger LOG = Logger.getLogger(Journal.class);
  private static final String THREAD = "journal";
  private static final long LOOK_MILLIS = 500;

  private final JournalSettings settings;
  private final InstantSource clock = Clock.systemUTC();
  private final Outbox<LoggedError> errors;
  private final Outbox<Happening> events;
  private final JournalWriter writer;
  private final Handler handler;
  private final ScheduledExecutorService writing =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name(THREAD).unstarted(work));

  @Inject
  Journal(
      JournalSettings settings, StreamsSettings streams, AvroSerdes avro, MeterRegistry meters) {
    this(settings, KafkaCluster.of(streams), streams.instanceId(), avro, meters);
  }

  Journal(
      JournalSettings settings,
      KafkaCluster cluster,
      String instance,
      AvroFormat avro,
      MeterRegistry meters) {
    this.settings = settings;
    String clientId = settings.service() + "-journal-" + instance;
    JournalRecords records = new JournalRecords(settings.service(), instance, avro);
    this.errors =
        new Outbox<>(
            Topics.APPLICATION_ERRORS,
            new Backlog<>(settings.mostWaiting(), settings.foldRepeatsFor()),
            records::error,
            meters);
    this.events =
        new Outbox<>(
            Topics.APPLICATION_EVENTS,
            new Backlog<>(settings.mostWaiting(), Duration.ZERO),
            records::event,
            meters);
    this.writer =
        new JournalWriter(
            () -> JournalProducer.create(cluster, clientId),
            List.of(events, errors),
            settings.service(),
            clock);
    this.handler =
        new ErrorHandler(
            errors,
            settings,
            clock,
            thread -> thread.equals(THREAD) || JournalProducer.isThreadOf(clientId, thread));
  }

  /** After the settings are checked, before anything else of the service begins. */
  void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    start();
  }

  /** When all else of the service has ended. */
  void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
    close();
  }

  void start() {
    if (settings.enabled()) {
      java.util.logging.Logger.getLogger("").addHandler(handler);
      var unused =
          writing.scheduleWithFixedDelay(
              writer::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Tells what became of the service. */
  public void tell(String event, String detail) {
    tell(event, null, () -> detail);
  }

  /**
   * Tells what became of one of its applications.
   *
   * @param event in kebab-case
   * @param application its name
   * @param detail for people; rendered by the caller
   */
  public void tell(String event, @Nullable String application, Supplier<String> detail) {
    if (settings.enabled()) {
      events.add(
          new Object(), clock.instant(), () -> new Happening(event, application, detail.get()));
    }
  }

  /** Writes what waits, within the closing time; what is left then is counted and lost. */
  void close() {
    if (!settings.enabled()) {
      return;
    }
    java.util.logging.Logger.getLogger("").removeHandler(handler);
    Future<?> last = writing.submit(writer::writeAll);
    writing.shutdown();
    try {
      last.get(settings.closingTime().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
      LOG.debugf(e, "The rest of the journal is not written");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writing.shutdownNow();
    writer.close();
    countTheRest();
  }

  private void countTheRest() {
    long left = errors.backlog().occurrences() + events.backlog().occurrences();
    if (left > 0) {
      errors.lost(errors.backlog().occurrences());
      events.lost(events.backlog().occurrences());
      LOG.warnf("%d entries of the journal were not written before the end", left);
    }
  }
}
