package dev.cascade.payments.generator;

import dev.cascade.payments.config.PaymentsSettings;
import dev.cascade.payments.domain.generator.Load;
import dev.cascade.payments.publishing.PaymentsWriter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs at most one load at a time, at its rate whatever the answers are. */
@ApplicationScoped
public class Generator {

  private static final Logger LOG = Logger.getLogger(Generator.class);
  private static final long TICK_MILLIS = 5;
  private static final int ID_LENGTH = 8;

  private final PaymentsWriter writer;
  private final String currency;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("generator").factory());

  private @Nullable LoadRun run;
  private @Nullable ScheduledFuture<?> ticks;

  Generator(PaymentsWriter writer, PaymentsSettings settings) {
    this.writer = writer;
    this.currency = settings.defaultCurrency();
  }

  /**
   * How far the load is.
   *
   * @param id part of the ids of its payments
   * @param load what is generated
   * @param running whether it is still under way
   * @param startedAt when it began
   * @param submitted payments that were sent
   * @param acknowledged payments that Kafka has
   * @param failed payments that Kafka did not take
   */
  public record Progress(
      String id,
      Load load,
      boolean running,
      Instant startedAt,
      long submitted,
      long acknowledged,
      long failed) {}

  /** Starts a load; empty when one is under way. */
  public synchronized Optional<Progress> start(Load load) {
    if (run != null && run.isRunning()) {
      return Optional.empty();
    }
    stop();
    LoadRun started =
        new LoadRun(UUID.randomUUID().toString().substring(0, ID_LENGTH), load, currency, writer);
    run = started;
    started.open();
    ticks =
        ticker.scheduleAtFixedRate(
            () -> tick(started), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return progress();
  }

  private void tick(LoadRun current) {
    try {
      if (!current.tick()) {
        stop();
      }
    } catch (RuntimeException e) {
      LOG.error("The generated load ends", e);
      stop();
    }
  }

  /** Stops the load, if one is under way. */
  public synchronized void stop() {
    if (run != null) {
      run.stop();
    }
    if (ticks != null) {
      ticks.cancel(false);
    }
  }

  /** The present load, or the last one; empty when there was none. */
  public synchronized Optional<Progress> progress() {
    return Optional.ofNullable(run)
        .map(it ->
            new Progress(
                it.id(),
                it.load(),
                it.isRunning(),
                it.startedAt(),
                it.submitted(),
                it.acknowledged(),
                it.failed()));
  }

  @PreDestroy
  void close() {
    stop();
    ticker.shutdownNow();
  }
}
