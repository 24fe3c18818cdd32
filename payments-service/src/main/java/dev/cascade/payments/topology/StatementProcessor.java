package dev.cascade.payments.topology;

import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps every entry of every account, until it is older than the retention. */
final class StatementProcessor implements Processor<String, AccountSnapshot, Void, Void> {

  private static final Duration RETIREMENT_INTERVAL = Duration.ofSeconds(30);

  private final Duration retention;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, AccountSnapshot> lines;

  StatementProcessor(Duration retention) {
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    lines = context.getStateStore(ViewsTopology.STATEMENTS);
    Retirement<AccountSnapshot> retirement =
        new Retirement<>(lines, (line, now) -> line.at().isBefore(now.minus(retention)));
    context.schedule(
        RETIREMENT_INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        now -> retirement.sweep(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, AccountSnapshot> record) {
    AccountSnapshot snapshot = record.value();
    if (snapshot != null && snapshot.cause() instanceof AccountEffect.Entry) {
      lines.put(StatementKey.of(snapshot.id(), snapshot.version()), snapshot);
    }
  }
}
