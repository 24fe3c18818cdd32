package dev.cascade.streams.watchdog;

import static java.util.stream.Collectors.toMap;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.transactions.HangingTransaction;
import dev.cascade.transactions.TransactionRepair;
import dev.cascade.transactions.TransactionRepair.Report;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Looks for transactions that hang on what the service's applications read, and ends them. Those
 * that it may not or cannot end are told once each, and stay in the gauge {@code
 * cascade.transactions.hanging}; those that it ended are counted in {@code
 * cascade.transactions.ended}.
 */
final class TransactionWatch {

  private static final Logger LOG = Logger.getLogger(TransactionWatch.class);

  private final WatchedTopics topics;
  private final Admin admin;
  private final TransactionRepair repair;
  private final boolean repairing;
  private final AtomicInteger left = new AtomicInteger();
  private final Counter ended;
  private final Set<String> told = new HashSet<>();

  TransactionWatch(
      List<ManagedStreams> managed,
      WatchdogClient client,
      boolean repairing,
      MeterRegistry meters) {
    this.topics = new WatchedTopics(managed.stream().map(ManagedStreams::application).toList());
    this.admin = client.admin();
    this.repair = client.repair();
    this.repairing = repairing;
    meters.gauge("cascade.transactions.hanging", left);
    this.ended = meters.counter("cascade.transactions.ended");
  }

  /** One look at everything that the applications read; whether anything was ended. */
  boolean look() throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions = repair.partitionsOf(topics());
    Report report =
        repairing
            ? repair.repair(partitions)
            : new Report(List.of(), notPermitted(repair.find(partitions)));
    report.ended().forEach(TransactionWatch::tellEnded);
    ended.increment(report.ended().size());
    report.left().forEach(this::tellLeft);
    left.set(report.left().size());
    return !report.ended().isEmpty();
  }

  private Set<String> topics() throws ExecutionException, InterruptedException {
    Set<String> existing =
        admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    return topics.among(existing);
  }

  private static Map<HangingTransaction, String> notPermitted(List<HangingTransaction> hanging) {
    return hanging.stream()
        .collect(
            toMap(transaction -> transaction, _ -> "cascade.streams.repair-transactions is false"));
  }

  private static void tellEnded(HangingTransaction transaction) {
    LOG.warnf(
        "A transaction hung and was ended, committed readers waited behind it: %s", transaction);
  }

  private void tellLeft(HangingTransaction transaction, String why) {
    if (told.add(transaction + why)) {
      LOG.errorf(
          "A transaction hangs, committed readers wait behind it, and it was not ended: %s (%s)",
          transaction, why);
    }
  }
}
