package dev.cascade.auditor.run;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a reading of the topics going while the application runs. When one fails (no broker yet, no
 * registry, records deleted before they were read) the next starts after a pause, from the
 * beginning: all that the auditor knows, it knows from the topics.
 */
@ApplicationScoped
public class Auditor {

  private static final Logger LOG = Logger.getLogger(Auditor.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final long STOP_MILLIS = 5_000;

  private final AuditorSettings settings;
  private final AuditorMeters meters;
  private final Ledger ledger = new Ledger(Clock.systemUTC());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopping = lock.newCondition();
  private final Thread thread = new Thread(this::keepReading, "auditor");

  private volatile @Nullable AuditRun run;
  private volatile boolean stopped;
  private volatile String trouble = "";

  Auditor(AuditorSettings settings, AuditorMeters meters) {
    this.settings = settings;
    this.meters = meters;
  }

  void onStart(@Observes StartupEvent event) {
    if (!settings.enabled()) {
      return;
    }
    List<String> violations = SettingsCheck.violations(settings);
    if (!violations.isEmpty()) {
      throw new ConfigurationException("Configuration: " + String.join("; ", violations));
    }
    meters.bind(this);
    thread.setDaemon(true);
    thread.start();
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    lock.lock();
    try {
      stopped = true;
      stopping.signalAll();
    } finally {
      lock.unlock();
    }
    AuditRun current = run;
    if (current != null) {
      current.stop();
    }
    thread.join(STOP_MILLIS);
  }

  private void keepReading() {
    Duration pause = FIRST_PAUSE;
    while (!stopped) {
      pause = read() ? FIRST_PAUSE : pause;
      rest(pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
  }

  /** Reads until it is stopped or fails; whether it had caught up by then. */
  private boolean read() {
    try (AuditRun next = new AuditRun(settings, ledger, Clock.systemUTC())) {
      ledger.startAnew();
      run = next;
      next.run();
      return next.isLive();
    } catch (RuntimeException e) {
      trouble = String.valueOf(e.getMessage());
      LOG.warnf("The auditor will read the topics anew: %s", e);
      AuditRun failed = run;
      return failed != null && failed.isLive();
    } finally {
      run = null;
    }
  }

  private void rest(Duration pause) {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!stopped && left > 0) {
        left = stopping.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    } finally {
      lock.unlock();
    }
  }

  /** What was found. */
  public Ledger ledger() {
    return ledger;
  }

  /** What it is doing. */
  public AuditorState state() {
    AuditRun current = run;
    if (!settings.enabled()) {
      return AuditorState.off();
    }
    return current == null ? AuditorState.waiting(trouble) : AuditorState.of(current);
  }
}
