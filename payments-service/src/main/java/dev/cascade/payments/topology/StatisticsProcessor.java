package dev.cascade.payments.topology;

import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.statistics.Flow;
import dev.cascade.payments.domain.statistics.Slot;
import dev.cascade.payments.domain.statistics.Throughput;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Counts what enters, leaves and is confirmed, and how long it took. It also takes payments out of
 * the views that are older than what the topics keep: a topic that is deleted from tells no store.
 */
final class StatisticsProcessor implements Processor<String, Payment, Void, Void> {

  private final ViewsTopology.Retentions retentions;
  private final List<String> served;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, Flow> flows;

  @SuppressWarnings("NullAway.Init")
  private WindowStore<String, Throughput> windows;

  private int partition;

  StatisticsProcessor(ViewsTopology.Retentions retentions, List<String> served) {
    this.retentions = retentions;
    this.served = served;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    flows = context.getStateStore(ViewsTopology.FLOWS);
    windows = context.getStateStore(ViewsTopology.THROUGHPUT);
    partition = context.taskId().partition();
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
        Retirement.INTERVAL,
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
    String key = Slot.of(payment).keyOn(partition);
    Flow before = flows.get(key);
    Flow after = (before == null ? Flow.ZERO : before).after(payment);
    if (!after.equals(before)) {
      flows.put(key, after);
    }
  }

  private void time(Payment.Confirmed payment) {
    String key = Slot.of(payment).keyOn(partition);
    long start = Throughput.windowStart(payment.at()).toEpochMilli();
    Throughput before = windows.fetch(key, start);
    windows.put(
        key,
        (before == null ? Throughput.EMPTY : before).plus(payment, retentions.outlierThreshold()),
        start);
  }
}
