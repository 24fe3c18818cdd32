package dev.cascade.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.cascade.transactions.BrokerRequests;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;

/**
 * Writes a record of a transaction to a partition of which the transaction's coordinator is not
 * told, as if the marker for that partition were going to be lost: when the transaction is over, it
 * hangs there. For that the broker has to leave off the verification that otherwise prevents it.
 */
public final class StrayRecords {

  private static final ConfigResource ALL_BROKERS =
      new ConfigResource(ConfigResource.Type.BROKER, "");

  /** A broker hears of a change of its settings a moment later; until then it verifies. */
  private static final Duration BOUND = Duration.ofSeconds(15);

  private static final byte[] KEY = "stray".getBytes(UTF_8);
  private static final String VERIFICATION = "transaction.partition.verification.enable";

  private final Map<String, Object> client;

  /** Records for the broker at that address. */
  public StrayRecords(String bootstrapServers) {
    this.client = Map.of("bootstrap.servers", bootstrapServers);
  }

  /** Writes in the name of the transaction that this id has open. */
  public void writeInTransaction(String transactionalId, TopicPartition partition, String value)
      throws Exception {
    try (Admin admin = Admin.create(client)) {
      TransactionDescription open =
          admin.describeTransactions(List.of(transactionalId)).description(transactionalId).get();
      write(transactionalId, open.producerId(), open.producerEpoch(), partition, value);
    }
  }

  /** Writes in the name of any producer, also of one that does not exist. */
  public void write(
      String transactionalId,
      long producerId,
      int producerEpoch,
      TopicPartition partition,
      String value)
      throws Exception {
    try (Admin admin = Admin.create(client)) {
      verify(admin, false);
      Node leader = admin.describeCluster().nodes().get().iterator().next();
      MemoryRecords records =
          MemoryRecords.withTransactionalRecords(
              Compression.NONE,
              producerId,
              (short) producerEpoch,
              0,
              new SimpleRecord(System.currentTimeMillis(), KEY, value.getBytes(UTF_8)));
      await()
          .atMost(BOUND)
          .ignoreException(InvalidTxnStateException.class)
          .untilAsserted(() -> send(transactionalId, partition, records, leader));
    } finally {
      try (Admin admin = Admin.create(client)) {
        verify(admin, true);
      }
    }
  }

  private void send(
      String transactionalId, TopicPartition partition, MemoryRecords records, Node leader)
      throws IOException {
    TopicProduceData topic =
        new TopicProduceData()
            .setName(partition.topic())
            .setPartitionData(
                List.of(
                    new PartitionProduceData()
                        .setIndex(partition.partition())
                        .setRecords(records)));
    ProduceRequestData request =
        new ProduceRequestData()
            .setAcks((short) -1)
            .setTimeoutMs(5_000)
            .setTransactionalId(transactionalId)
            .setTopicData(new TopicProduceDataCollection(List.of(topic).iterator()));
    ProduceResponse answer =
        (ProduceResponse)
            new BrokerRequests(client).send(ProduceRequest.builder(request, true), leader);
    answer
        .data()
        .responses()
        .forEach(it ->
            it.partitionResponses().forEach(one -> Errors.forCode(one.errorCode()).maybeThrow()));
  }

  private static void verify(Admin admin, boolean on)
      throws ExecutionException, InterruptedException {
    AlterConfigOp change =
        new AlterConfigOp(
            new ConfigEntry(VERIFICATION, Boolean.toString(on)), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(ALL_BROKERS, List.of(change))).all().get();
  }
}
