package dev.cascade.payments.topology;

import static dev.cascade.payments.Instructions.NOW;
import static org.assertj.core.api.Assertions.tuple;

import dev.cascade.payments.contract.StateSerdes;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.domain.account.AccountDecider;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountEvent;
import dev.cascade.payments.domain.account.AccountPolicy;
import dev.cascade.streams.tracing.KeptTraces;
import dev.cascade.testing.SampledTrace;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.assertj.core.groups.Tuple;

/**
 * The processor of accounts, with one account that lets one debit be in flight, and nobody behind
 * it: on the test driver every payment ends before the next record.
 */
final class OneAccount implements AutoCloseable {

  private final MockProcessorContext<String, AccountEffect> context = new MockProcessorContext<>();
  private final KeyValueStore<String, byte[]> traces =
      added(KeptTraces.builder(AccountsTopology.TRACES));
  private final AccountProcessor processor =
      new AccountProcessor(new AccountDecider(new AccountPolicy(true, 0, Duration.ofMinutes(5))));
  private final String account;

  OneAccount(String account) {
    this.account = account;
    KeyValueStore<String, Account> unused =
        added(store(AccountsTopology.ACCOUNTS, StateSerdes.accounts()));
    KeyValueStore<String, String> unusedToo = added(store(AccountsTopology.HOLDS, Serdes.String()));
    context.setCurrentSystemTimeMs(NOW.toEpochMilli());
    processor.init(context);
    AccountCommand.Open opening = new AccountCommand.Open("EUR", Long.MAX_VALUE);
    processor.process(
        new Record<>(
            account,
            new AccountEvent.Asked(new AccountCommand(account, "open", opening, NOW)),
            NOW.toEpochMilli()));
  }

  void process(AccountEvent event, SampledTrace trace) {
    TestRecord<String, AccountEvent> record = trace.record(account, event);
    processor.process(new Record<>(account, event, NOW.toEpochMilli(), record.headers()));
  }

  /** Payments that went on, with the trace of the record that says so. */
  List<Tuple> passed() {
    return context.forwarded().stream().map(it -> it.record()).flatMap(OneAccount::passed).toList();
  }

  private static Stream<Tuple> passed(Record<? extends String, ? extends AccountEffect> record) {
    return record.value() instanceof AccountEffect.Passed passed
        ? Stream.of(
            tuple(
                passed.payment().instruction().id(),
                SampledTrace.idOf(
                    new TestRecord<>(record.key(), record.value(), record.headers()))))
        : Stream.empty();
  }

  long keptTraces() {
    return traces.approximateNumEntries();
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values);
  }

  private <V> KeyValueStore<String, V> added(StoreBuilder<KeyValueStore<String, V>> builder) {
    KeyValueStore<String, V> store = builder.withLoggingDisabled().build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  @Override
  public void close() {
    traces.close();
  }
}
