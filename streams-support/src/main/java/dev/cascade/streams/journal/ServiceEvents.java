package dev.cascade.streams.journal;

import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsObserver;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells the journal what becomes of the service and of its Streams applications. */
@Singleton
class ServiceEvents implements StreamsObserver {

  private final Journal journal;
  private final int applications;
  private final String version;
  private final Config config;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ready = new AtomicBoolean();

  ServiceEvents(
      Journal journal,
      @All List<StreamsApplication> applications,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
          String version,
      Config config) {
    this.journal = journal;
    this.applications = applications.size();
    this.version = version;
    this.config = config;
  }

  void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
    journal.tell(
        "started", "version %s, configuration %s".formatted(version, Fingerprint.of(config)));
  }

  void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    journal.tell("closing", "");
  }

  @Override
  public void changed(String application, State before, State now) {
    journal.tell("state-changed", application, () -> before + " to " + now);
    if (now == State.RUNNING) {
      running.add(application);
      if (running.size() == applications && ready.compareAndSet(false, true)) {
        journal.tell("ready", "Every application runs.");
      }
    }
  }

  @Override
  public void assigned(String application, String tasks) {
    journal.tell("tasks-assigned", application, () -> tasks);
  }

  @Override
  public void restarting(String application, long pauseMillis) {
    journal.tell("restarting", application, () -> "in %d ms".formatted(pauseMillis));
  }
}
