package dev.cascade.payments.topology;

import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.gate.GateEvent;
import dev.cascade.payments.domain.gate.Ledger;
import dev.cascade.streams.tracing.KeptTraces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Lets the gate decide on each payment, and forgets ledgers that are older than the retention. */
final class GateProcessor implements Processor<String, GateEvent, String, Payment.Gated> {

  private final Decider<Ledger, GateEvent, Payment.Gated> decider;
  private final Duration retention;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<String, Payment.Gated> context;

  @SuppressWarnings("NullAway.Init")
  private Decisions<Ledger, GateEvent, Payment.Gated> ledgers;

  @SuppressWarnings("NullAway.Init")
  private KeptTraces traces;

  GateProcessor(Decider<Ledger, GateEvent, Payment.Gated> decider, Duration retention) {
    this.decider = decider;
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<String, Payment.Gated> processorContext) {
    context = processorContext;
    ledgers = new Decisions<>(decider, context, GateTopology.LEDGERS);
    traces = new KeptTraces(context, GateTopology.TRACES);
    Retirement<Ledger> retirement =
        new Retirement<>(ledgers.states(), (ledger, now) -> ledger.isRetired(now.minus(retention)));
    context.schedule(
        Retirement.INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        now -> retirement.sweep(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, GateEvent> record) {
    long now = context.currentSystemTimeMs();
    GateEvent event = record.value();
    DecisionTraces trace = new DecisionTraces(traces, event.instruction().id(), record.headers());
    List<Payment.Gated> outputs = ledgers.on(record.key(), event, Instant.ofEpochMilli(now));
    for (Payment.Gated output : outputs) {
      Headers headers = trace.of(output.instruction().id());
      context.forward(new Record<>(record.key(), output, now, headers));
    }
    if (event instanceof GateEvent.Submitted && event.isFollowUp() && outputs.isEmpty()) {
      trace.keep();
    }
    trace.forgetResumed();
  }
}
