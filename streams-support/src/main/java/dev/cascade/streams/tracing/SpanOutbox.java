package dev.cascade.streams.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ended spans on their way to the collector. They wait in a bounded queue and leave in batches from
 * a thread of their own, so nobody who ends a span ever waits. What finds no room is dropped, and
 * so is what the collector does not take; both are counted. That the collector stays away is told
 * once, and once that it is back.
 */
final class SpanOutbox implements SpanProcessor {

  private static final Logger LOG = Logger.getLogger(SpanOutbox.class);
  private static final String SPANS = "cascade.tracing.spans";

  /** Of spans as they are made here, one request then has some 30 KB. */
  private static final int BATCH = 64;

  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A collector that starts or restarts is nothing to tell. */
  private static final Duration LONGEST_RESTART = Duration.ofSeconds(30);

  private final SpanExporter exporter;
  private final String endpoint;
  private final BlockingQueue<SpanData> queue;
  private final Counter exported;
  private final Counter dropped;
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("span-outbox").factory());

  /** Since when the collector takes nothing, in nanoseconds; only the sender looks at it. */
  private @Nullable Long awaySince;

  private boolean told;

  /**
   * Sends to that exporter.
   *
   * @param endpoint where it sends to, for the log
   * @param most spans that wait
   */
  SpanOutbox(SpanExporter exporter, String endpoint, int most, MeterRegistry meters) {
    this.exporter = exporter;
    this.endpoint = endpoint;
    this.queue = new ArrayBlockingQueue<>(most);
    this.exported = meters.counter(SPANS, "outcome", "exported");
    this.dropped = meters.counter(SPANS, "outcome", "dropped");
    long millis = INTERVAL.toMillis();
    var unused =
        sender.scheduleWithFixedDelay(this::sendWaiting, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled() && !queue.offer(span.toSpanData())) {
      dropped.increment();
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  /** One batch after the other while they are taken; the rest is tried at the next interval. */
  private void sendWaiting() {
    boolean taken = true;
    while (taken && !queue.isEmpty()) {
      List<SpanData> batch = new ArrayList<>();
      queue.drainTo(batch, BATCH);
      taken = send(batch);
    }
  }

  private boolean send(List<SpanData> batch) {
    boolean taken = isTaken(batch);
    (taken ? exported : dropped).increment(batch.size());
    if (taken) {
      noteItIsThere();
    } else {
      noteItIsAway(System.nanoTime());
    }
    return taken;
  }

  private void noteItIsThere() {
    if (told) {
      LOG.infof("The collector at %s takes spans again", endpoint);
    }
    awaySince = null;
    told = false;
  }

  private void noteItIsAway(long now) {
    Long since = awaySince;
    if (since == null) {
      awaySince = now;
    } else if (!told && now - since > LONGEST_RESTART.toNanos()) {
      LOG.warnf("The collector at %s takes no spans; they are dropped until it does", endpoint);
      told = true;
    }
  }

  private boolean isTaken(List<SpanData> batch) {
    try {
      return exporter.export(batch).join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).isSuccess();
    } catch (RuntimeException e) {
      LOG.debug("The exporter failed", e);
      return false;
    }
  }

  @Override
  public CompletableResultCode shutdown() {
    sender.execute(this::sendWaiting);
    sender.shutdown();
    try {
      boolean ended = sender.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debugf("The last spans were sent: %s", ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return exporter.shutdown();
  }
}
