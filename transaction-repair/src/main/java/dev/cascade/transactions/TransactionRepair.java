package dev.cascade.transactions;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/**
 * Ends transactions that hang, the way they ended: the marker that was lost is written. A committed
 * one is never aborted: its producer has gone on, and what it wrote elsewhere is visible.
 *
 * <p>It needs the rights to describe transactional ids, to read the topics and {@code
 * __transaction_state}, and {@code ClusterAction} on the cluster for the markers.
 */
public final class TransactionRepair implements AutoCloseable {

  private static final int REQUEST_MILLIS = 5_000;
  private static final int CALL_MILLIS = 10_000;

  private final Admin admin;
  private final HangingTransactions hanging;
  private final CommitMarkers commits;

  /**
   * What a repair did.
   *
   * @param ended transactions whose marker was written
   * @param left transactions that hang still, with the reason of each
   */
  public record Report(List<HangingTransaction> ended, Map<HangingTransaction, String> left) {

    /** Whether nothing hung. */
    public boolean isEmpty() {
      return ended.isEmpty() && left.isEmpty();
    }
  }

  /**
   * Repairs of one cluster.
   *
   * @param client Kafka client configuration: {@code bootstrap.servers} and security
   * @param patience for how long a transaction must be seen to hang before it is ended; zero is
   *     safe, since what is alive is never taken for hanging
   */
  public TransactionRepair(Map<String, ?> client, Duration patience) {
    Map<String, Object> bounded = new HashMap<>(client);
    bounded.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    bounded.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    this.admin = Admin.create(bounded);
    this.hanging = new HangingTransactions(admin, new TransactionLog(bounded), patience);
    this.commits = new CommitMarkers(new BrokerRequests(bounded));
  }

  /** All partitions of the cluster, those of internal topics too. */
  public List<TopicPartition> allPartitions() throws ExecutionException, InterruptedException {
    return partitionsOf(admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get());
  }

  /** The partitions of these topics; those that do not exist have none. */
  public List<TopicPartition> partitionsOf(Collection<String> topics) throws InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
        admin.describeTopics(topics).topicNameValues().entrySet()) {
      try {
        topic
            .getValue()
            .get()
            .partitions()
            .forEach(it -> partitions.add(new TopicPartition(topic.getKey(), it.partition())));
      } catch (ExecutionException e) {
        // Not created yet, or deleted: no partitions to look at.
      }
    }
    return partitions;
  }

  /**
   * What hangs on these partitions, without ending it.
   *
   * @throws ExecutionException when the brokers do not answer, do not permit it, or do not all
   *     answer
   */
  public List<HangingTransaction> find(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    return hanging.find(partitions);
  }

  /**
   * Ends what hangs on these partitions.
   *
   * @throws ExecutionException when the brokers do not answer, do not permit it, or do not all
   *     answer; nothing was ended then
   */
  public Report repair(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Report report = new Report(new ArrayList<>(), new HashMap<>());
    for (HangingTransaction transaction : hanging.find(partitions)) {
      end(transaction, report);
    }
    return report;
  }

  private void end(HangingTransaction transaction, Report report) throws InterruptedException {
    try {
      switch (transaction.outcome()) {
        case ABORTED -> abort(transaction.open());
        case COMMITTED -> commits.write(transaction.open(), leader(transaction.open()));
        case UNKNOWN -> {
          report.left().put(transaction, "its outcome is not in the transaction log any more");
          return;
        }
      }
      report.ended().add(transaction);
    } catch (ExecutionException e) {
      report.left().put(transaction, String.valueOf(e.getCause()));
    } catch (KafkaException | IOException e) {
      report.left().put(transaction, e.toString());
    }
  }

  private void abort(OpenTransaction open) throws ExecutionException, InterruptedException {
    admin
        .abortTransaction(
            new AbortTransactionSpec(
                open.partition(),
                open.producerId(),
                (short) open.producerEpoch(),
                open.coordinatorEpoch()))
        .all()
        .get();
  }

  private Node leader(OpenTransaction open) throws ExecutionException, InterruptedException {
    TopicPartition partition = open.partition();
    return admin
        .describeTopics(List.of(partition.topic()))
        .allTopicNames()
        .get()
        .values()
        .iterator()
        .next()
        .partitions()
        .get(partition.partition())
        .leader();
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
