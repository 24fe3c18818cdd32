package dev.cascade.console.live;

import dev.cascade.console.config.ConsoleSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Asks every probe in turn, as long as somebody looks. Each has a thread of its own: one whose
 * answer is late holds up no other.
 */
@Singleton
final class Pulse {

  private static final Logger LOG = Logger.getLogger(Pulse.class);

  private final Hub hub;
  private final List<Probe> probes;
  private final Duration pause;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Pulse(Hub hub, Instance<Probe> probes, ConsoleSettings settings) {
    this.hub = hub;
    this.probes = probes.stream().toList();
    this.pause = settings.pulse();
  }

  void start(@Observes StartupEvent event) {
    probes.forEach(probe -> threads.execute(() -> beat(probe)));
  }

  void stop(@Observes ShutdownEvent event) {
    threads.shutdownNow();
  }

  private void beat(Probe probe) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (hub.isWatched()) {
          look(probe);
        }
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void look(Probe probe) throws InterruptedException {
    try {
      probe.look();
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s failed; it is tried again", probe.getClass().getSimpleName());
    }
  }
}
