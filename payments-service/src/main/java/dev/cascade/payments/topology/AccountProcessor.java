package dev.cascade.payments.topology;

import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Lets each account decide, and reminds accounts of holds whose time is over. */
final class AccountProcessor implements Processor<String, AccountEvent, String, AccountEffect> {

  private static final Duration HOLD_CHECK = Duration.ofSeconds(1);
  private static final int HOLDS_PER_CHECK = 500;

  private final Decider<Account, AccountEvent, AccountEffect> decider;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<String, AccountEffect> context;

  @SuppressWarnings("NullAway.Init")
  private Decisions<Account, AccountEvent, AccountEffect> accounts;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, String> holds;

  AccountProcessor(Decider<Account, AccountEvent, AccountEffect> decider) {
    this.decider = decider;
  }

  @Override
  public void init(ProcessorContext<String, AccountEffect> processorContext) {
    context = processorContext;
    accounts = new Decisions<>(decider, context, AccountsTopology.ACCOUNTS);
    holds = context.getStateStore(AccountsTopology.HOLDS);
    context.schedule(
        HOLD_CHECK, PunctuationType.WALL_CLOCK_TIME, now -> expire(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, AccountEvent> record) {
    decide(record.key(), record.value(), Instant.ofEpochMilli(context.currentSystemTimeMs()));
  }

  private void decide(String account, AccountEvent event, Instant now) {
    for (AccountEffect effect : accounts.on(account, event, now)) {
      if (effect instanceof AccountEffect.HoldPlaced(String id, Instant expiresAt)) {
        holds.put(holdKey(expiresAt, id), id);
      } else {
        context.forward(new Record<>(account, effect, now.toEpochMilli()));
      }
    }
  }

  private void expire(Instant now) {
    for (KeyValue<String, String> due : dueHolds(now)) {
      decide(due.value, new AccountEvent.TimePassed(), now);
      holds.delete(due.key);
    }
  }

  private List<KeyValue<String, String>> dueHolds(Instant now) {
    List<KeyValue<String, String>> due = new ArrayList<>();
    try (KeyValueIterator<String, String> it =
        holds.range(holdKey(Instant.EPOCH, ""), holdKey(now.plusMillis(1), ""))) {
      while (it.hasNext() && due.size() < HOLDS_PER_CHECK) {
        due.add(it.next());
      }
    }
    return due;
  }

  private static String holdKey(Instant expiresAt, String account) {
    return "%019d|%s".formatted(expiresAt.toEpochMilli(), account);
  }
}
