package dev.cascade.auditor.run;

import dev.cascade.auditor.log.BrokerAccess;
import dev.cascade.auditor.log.BrokerSilentException;
import dev.cascade.auditor.log.CommittedLog;
import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.LogEnds;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** One reading of the topics, from its start until it is stopped or fails. One thread runs it. */
final class AuditRun implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(AuditRun.class);
  private static final Duration WAIT = Duration.ofMillis(100);
  private static final Duration STALL = Duration.ofSeconds(10);

  /** What happened just before the look-back is read too, since clocks differ. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private final AuditorSettings settings;
  private final Clock clock;
  private final Progress progress;
  private final Rules rules;
  private final CommittedLog log;
  private final LogEnds ends;
  private Instant lastRound;
  private Instant nextCheck = Instant.MIN;
  private final AtomicLong recordsRead = new AtomicLong();
  private volatile boolean stopped;

  AuditRun(AuditorSettings settings, Ledger ledger, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    TopicCatalogue catalogue = TopicCatalogue.load();
    Instant now = clock.instant();
    Instant from = now.minus(settings.lookBack());
    this.lastRound = now;
    this.progress = new Progress(from, now);
    this.rules =
        new Rules(progress, ledger, catalogue, settings.deadlineGrace(), settings.mostRemembered());
    BrokerAccess brokers =
        BrokerAccess.of(settings.bootstrapServers(), settings.clientProperties());
    this.log = new CommittedLog(brokers, settings.registryUrl(), catalogue, from.minus(MARGIN));
    this.ends = new LogEnds(brokers, catalogue);
  }

  /** Reads until it is stopped. */
  void run() {
    try {
      while (!stopped) {
        round();
      }
    } catch (WakeupException e) {
      if (!stopped) {
        throw e;
      }
    }
  }

  private void round() {
    Instant now = clock.instant();
    if (Duration.between(lastRound, now).compareTo(STALL) > 0) {
      progress.stalled();
    }
    lastRound = now;
    progress.now(now);
    long read = 0;
    for (Fact fact : log.poll(WAIT)) {
      rules.read(fact);
      read++;
    }
    recordsRead.addAndGet(read);
    progress.read(log.positions());
    if (!now.isBefore(nextCheck)) {
      check(now);
      nextCheck = now.plus(settings.interval());
    }
  }

  /** Without the broker's answer nothing new can be judged; the next round asks again. */
  private void check(Instant now) {
    try {
      var consumed = ends.consumed(now);
      progress.written(ends.of(log.partitions()));
      progress.consumed(consumed);
    } catch (BrokerSilentException e) {
      LOG.warnf("%s", e.getMessage());
    }
    rules.check();
  }

  /** Ends {@link #run} soon. Thread-safe. */
  void stop() {
    stopped = true;
    log.wakeUp();
  }

  @Override
  public void close() {
    log.close();
    ends.close();
  }

  long recordsRead() {
    return recordsRead.get();
  }

  long lag() {
    return progress.lag();
  }

  boolean isLive() {
    return progress.isAllLive();
  }

  int waiting() {
    return rules.waiting();
  }

  Map<String, Long> sums() {
    return rules.sums();
  }

  Map<String, Long> inTransit() {
    return rules.inTransit();
  }

  int overdue() {
    return rules.overdue();
  }

  int productsOutOfStep() {
    return rules.productsOutOfStep();
  }
}
