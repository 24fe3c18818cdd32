package dev.cascade.payments.topology;

import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.domain.account.TransitAccount;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps every entry of every account but transit accounts (that would be every payment) until it is
 * older than the retention, and every answer to a command for an hour: the view of accounts shows
 * the latest record only, and an entry may overtake the answer before the caller has read it.
 */
final class StatementProcessor implements Processor<String, AccountSnapshot, Void, Void> {

  private static final Duration ANSWER_RETENTION = Duration.ofHours(1);

  private final Duration retention;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, AccountSnapshot> lines;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, AccountSnapshot> answers;

  StatementProcessor(Duration retention) {
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    lines = context.getStateStore(ViewsTopology.STATEMENTS);
    answers = context.getStateStore(ViewsTopology.ANSWERS);
    retire(context, lines, retention);
    retire(context, answers, ANSWER_RETENTION);
  }

  private static void retire(
      ProcessorContext<Void, Void> context,
      KeyValueStore<String, AccountSnapshot> store,
      Duration retention) {
    Retirement<AccountSnapshot> retirement =
        new Retirement<>(store, (line, now) -> line.at().isBefore(now.minus(retention)));
    context.schedule(
        Retirement.INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        now -> retirement.sweep(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, AccountSnapshot> record) {
    AccountSnapshot snapshot = record.value();
    if (snapshot == null || TransitAccount.isOne(snapshot.id())) {
      return;
    }
    if (snapshot.cause() instanceof AccountEffect.Entry) {
      lines.put(StatementKey.of(snapshot.id(), snapshot.version()), snapshot);
    } else if (snapshot.cause() instanceof AccountEffect.Answer answer) {
      answers.put(ViewsTopology.answerKey(snapshot.id(), answer.commandId()), snapshot);
    }
  }
}
