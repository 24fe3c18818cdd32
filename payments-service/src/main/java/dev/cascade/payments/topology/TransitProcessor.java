package dev.cascade.payments.topology;

import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.TransitAccount;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Passes what accounts decided on, and lets each entry be followed by its counter-entry. */
final class TransitProcessor implements Processor<String, AccountEffect, String, AccountEffect> {

  private final int partitions;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<String, AccountEffect> context;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, Account> transits;

  @SuppressWarnings("NullAway.Init")
  private TransitIds ids;

  /**
   * A processor for one task.
   *
   * @param partitions how many the topic of balances has
   */
  TransitProcessor(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public void init(ProcessorContext<String, AccountEffect> processorContext) {
    context = processorContext;
    transits = context.getStateStore(AccountsTopology.TRANSITS);
    ids = new TransitIds(context.taskId().partition(), partitions);
  }

  @Override
  public void process(Record<String, AccountEffect> record) {
    context.forward(record);
    if (record.value()
        instanceof AccountEffect.Changed(Account of, AccountEffect.Entry entry, Instant at)) {
      AccountEffect.Changed counter = counterEntry(of.balance().currency(), entry, at);
      transits.put(counter.account().id(), counter.account());
      context.forward(record.withKey(counter.account().id()).withValue(counter));
    }
  }

  private AccountEffect.Changed counterEntry(
      String currency, AccountEffect.Entry entry, Instant at) {
    for (int series = 0; ; series++) {
      String id = ids.of(currency, series);
      Optional<AccountEffect.Changed> counter =
          TransitAccount.counterEntry(transits.get(id), id, currency, entry, at);
      if (counter.isPresent()) {
        return counter.get();
      }
    }
  }
}
