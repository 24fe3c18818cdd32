package dev.cascade.transactions;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds open transactions that nobody will end, and never takes one that is alive for such: the
 * partition is asked before and after the coordinator. A transaction of which the coordinator says
 * that it is over has all its markers by then; one that is open on the partition afterwards, and is
 * the same as before, has lost its marker.
 *
 * <p>The way of looking is that of {@code kafka-transactions.sh find-hanging} (KIP-664), with the
 * epochs of KIP-890.
 */
final class HangingTransactions {

  private final Admin admin;
  private final TransactionLog log;
  private final long patienceNanos;
  private final Map<OpenTransaction, Long> suspectedSince = new HashMap<>();

  /**
   * A search.
   *
   * @param patience for how long a transaction must be seen to hang before it is told
   */
  HangingTransactions(Admin admin, TransactionLog log, Duration patience) {
    this.admin = admin;
    this.log = log;
    this.patienceNanos = patience.toNanos();
  }

  /** Those on these partitions. Partitions that do not exist make it fail. */
  List<HangingTransaction> find(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Set<OpenTransaction> before = openOn(unstable(partitions));
    Map<Long, Coordinated> coordinators = coordinators(before);
    before.removeIf(open -> isAlive(open, coordinators));
    before.retainAll(openOn(before.stream().map(OpenTransaction::partition).collect(toSet())));
    return patientlySuspected(before).stream()
        .map(open -> hanging(open, coordinators.get(open.producerId())))
        .toList();
  }

  private static boolean isAlive(OpenTransaction open, Map<Long, Coordinated> coordinators) {
    Coordinated coordinator = coordinators.get(open.producerId());
    return coordinator != null && !coordinator.isDoneWith(open.producerEpoch());
  }

  private List<OpenTransaction> patientlySuspected(Set<OpenTransaction> suspects) {
    long now = System.nanoTime();
    suspectedSince.keySet().retainAll(suspects);
    suspects.forEach(suspect -> suspectedSince.putIfAbsent(suspect, now));
    return suspects.stream()
        .filter(suspect -> now - suspectedSince.getOrDefault(suspect, now) >= patienceNanos)
        .toList();
  }

  private HangingTransaction hanging(OpenTransaction open, @Nullable Coordinated coordinator) {
    if (coordinator == null) {
      return new HangingTransaction(
          open, "", log.outcomeOfForgotten(open.producerId(), open.producerEpoch()));
    }
    return new HangingTransaction(
        open,
        coordinator.transactionalId(),
        log.outcome(coordinator.transactionalId(), open.producerId(), open.producerEpoch()));
  }

  /** Partitions whose committed readers see less than all. */
  private Set<TopicPartition> unstable(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = ends(partitions, IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, Long> stable = ends(partitions, IsolationLevel.READ_COMMITTED);
    return ends.entrySet().stream()
        .filter(end -> !end.getValue().equals(stable.get(end.getKey())))
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private Map<TopicPartition, Long> ends(
      Collection<TopicPartition> partitions, IsolationLevel isolation)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(toMap(it -> it, _ -> OffsetSpec.latest(), (one, _) -> one));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get();
    return found.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private Set<OpenTransaction> openOn(Set<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Set<OpenTransaction> open = new HashSet<>();
    if (!partitions.isEmpty()) {
      admin
          .describeProducers(partitions)
          .all()
          .get()
          .forEach((partition, states) ->
              states.activeProducers().stream()
                  .filter(state -> state.currentTransactionStartOffset().isPresent())
                  .forEach(state -> open.add(openTransaction(partition, state))));
    }
    return open;
  }

  private static OpenTransaction openTransaction(TopicPartition partition, ProducerState state) {
    return new OpenTransaction(
        partition,
        state.producerId(),
        state.producerEpoch(),
        state.currentTransactionStartOffset().getAsLong(),
        state.coordinatorEpoch().orElse(-1));
  }

  /** By producer id; fails unless every broker answered, since absence is taken for an answer. */
  private Map<Long, Coordinated> coordinators(Set<OpenTransaction> open)
      throws ExecutionException, InterruptedException {
    if (open.isEmpty()) {
      return Map.of();
    }
    Set<Long> producers = open.stream().map(OpenTransaction::producerId).collect(toSet());
    Collection<TransactionListing> listed =
        admin
            .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
            .all()
            .get();
    Map<String, TransactionDescription> described =
        admin
            .describeTransactions(
                listed.stream().map(TransactionListing::transactionalId).collect(toSet()))
            .all()
            .get();
    Map<Long, Coordinated> coordinators = new HashMap<>();
    described.forEach((id, transaction) ->
        coordinators.put(
            transaction.producerId(),
            new Coordinated(id, transaction.state(), transaction.producerEpoch())));
    return coordinators;
  }
}
