package dev.cascade.payments.topology;

import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.gate.GateEvent;
import dev.cascade.payments.domain.gate.Ledger;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Lets the gate decide on each payment, and forgets ledgers that are older than the retention. */
final class GateProcessor implements Processor<String, GateEvent, String, Payment.Gated> {

  private static final Duration RETIREMENT_INTERVAL = Duration.ofSeconds(30);

  private final Decider<Ledger, GateEvent, Payment.Gated> decider;
  private final Duration retention;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<String, Payment.Gated> context;

  @SuppressWarnings("NullAway.Init")
  private Decisions<Ledger, GateEvent, Payment.Gated> ledgers;

  GateProcessor(Decider<Ledger, GateEvent, Payment.Gated> decider, Duration retention) {
    this.decider = decider;
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<String, Payment.Gated> processorContext) {
    context = processorContext;
    ledgers = new Decisions<>(decider, context, GateTopology.LEDGERS);
    Retirement<Ledger> retirement =
        new Retirement<>(ledgers.states(), (ledger, now) -> ledger.isRetired(now.minus(retention)));
    context.schedule(
        RETIREMENT_INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        now -> retirement.sweep(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, GateEvent> record) {
    long now = context.currentSystemTimeMs();
    for (Payment.Gated output :
        ledgers.on(record.key(), record.value(), Instant.ofEpochMilli(now))) {
      context.forward(new Record<>(record.key(), output, now));
    }
  }
}
