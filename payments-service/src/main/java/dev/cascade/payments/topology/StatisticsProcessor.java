package dev.cascade.payments.topology;

import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.statistics.Flow;
import dev.cascade.payments.domain.statistics.Slot;
import dev.cascade.payments.domain.statistics.Throughput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts what enters, leaves and is confirmed, and how long it took. It also takes payments out of
 * the views that are older than what the topics keep: a topic that is deleted from tells no store.
 */
final class StatisticsProcessor implements Processor<String, Payment, Void, Void> {

  private static final Duration RETIREMENT_INTERVAL = Duration.ofMinutes(1);

  private final ViewsTopology.Retentions retentions;
  private final List<String> served;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, Flow> flows;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, Throughput> windows;

  StatisticsProcessor(ViewsTopology.Retentions retentions, List<String> served) {
    this.retentions = retentions;
    this.served = served;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    flows = context.getStateStore(ViewsTopology.FLOWS);
    windows = context.getStateStore(ViewsTopology.THROUGHPUT);
    context.schedule(
        RETIREMENT_INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        now -> forgetBefore(Instant.ofEpochMilli(now).minus(retentions.throughput())));
    served.forEach(store -> retire(context, context.getStateStore(store)));
  }

  /** A record that cannot be read is null in its view; it is of no use there. */
  private void retire(ProcessorContext<Void, Void> context, KeyValueStore<String, Payment> view) {
    Retirement<Payment> retirement =
        new Retirement<>(
            view,
            (payment, now) ->
                payment == null || payment.at().isBefore(now.minus(retentions.payments())));
    context.schedule(
        RETIREMENT_INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        now -> retirement.sweep(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, Payment> record) {
    Payment payment = record.value();
    if (payment == null) {
      return;
    }
    count(payment);
    if (payment instanceof Payment.Confirmed confirmed
        && payment.instruction().kind() != PaymentKind.VOID) {
      time(confirmed);
    }
  }

  private void count(Payment payment) {
    String key = Slot.of(payment).key();
    Flow before = flows.get(key);
    Flow after = (before == null ? Flow.ZERO : before).after(payment);
    if (!after.equals(before)) {
      flows.put(key, after);
    }
  }

  private void time(Payment.Confirmed payment) {
    String key = WindowKey.of(payment.at(), Slot.of(payment));
    Throughput before = windows.get(key);
    windows.put(
        key,
        (before == null ? Throughput.EMPTY : before).plus(payment, retentions.outlierThreshold()));
  }

  private void forgetBefore(Instant oldest) {
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, Throughput> it =
        windows.range(WindowKey.first(Instant.EPOCH), WindowKey.first(oldest))) {
      it.forEachRemaining(entry -> old.add(entry.key));
    }
    old.forEach(windows::delete);
  }
}
