package dev.cascade.payments.topology;

import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountEvent;
import dev.cascade.streams.tracing.KeptTraces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
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

  @SuppressWarnings("NullAway.Init")
  private KeptTraces traces;

  AccountProcessor(Decider<Account, AccountEvent, AccountEffect> decider) {
    this.decider = decider;
  }

  @Override
  public void init(ProcessorContext<String, AccountEffect> processorContext) {
    context = processorContext;
    accounts = new Decisions<>(decider, context, AccountsTopology.ACCOUNTS);
    holds = context.getStateStore(AccountsTopology.HOLDS);
    traces = new KeptTraces(context, AccountsTopology.TRACES);
    context.schedule(
        HOLD_CHECK, PunctuationType.WALL_CLOCK_TIME, now -> expire(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, AccountEvent> record) {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    decide(record.key(), record.value(), now, record.headers());
  }

  private void decide(String account, AccountEvent event, Instant now, Headers headers) {
    String payment = event.paymentId();
    DecisionTraces trace = new DecisionTraces(traces, payment, headers);
    boolean waits = event instanceof AccountEvent.Leg(Payment.Debit _);
    boolean held = false;
    for (AccountEffect effect : accounts.on(account, event, now)) {
      if (effect instanceof AccountEffect.HoldPlaced(String id, Instant expiresAt)) {
        holds.put(holdKey(expiresAt, id), id);
        held = true;
      } else {
        String about = effect.paymentId();
        context.forward(new Record<>(account, effect, now.toEpochMilli(), trace.of(about)));
        waits &= !Objects.equals(about, payment);
      }
    }
    if (held || waits) {
      trace.keep();
    }
    if (!held) {
      trace.forgetResumed();
    }
  }

  private void expire(Instant now) {
    for (KeyValue<String, String> due : dueHolds(now)) {
      decide(due.value, new AccountEvent.TimePassed(), now, new RecordHeaders());
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
