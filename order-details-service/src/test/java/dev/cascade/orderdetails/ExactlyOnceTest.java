package dev.cascade.orderdetails;

import static dev.cascade.orderdetails.TestOrders.created;
import static dev.cascade.orderdetails.TestOrders.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orderdetails.transaction.TransactionalProducer;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One verdict for each order, whatever happens to the pair while the orders come in. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ExactlyOnceTest {

  private static final int ORDERS = 200;
  private static final int TROUBLES = 5;

  @Inject StreamsSettings streams;
  @Inject StumblingPrices prices;

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void ordersGetOneVerdictEachWhileTheProducerIsFencedAgainAndAgain() {
    ordersGetOneVerdictEach("fenced", this::anotherProducerOfTheSameIdStarts);
  }

  @Test
  void ordersGetOneVerdictEachWhileAnotherMemberComesAndGoes() {
    ordersGetOneVerdictEach("rebalanced", this::anotherMemberTakesItsShareAndLeaves);
  }

  /** An error is no exception that anybody expects, and the framework passes over its batch. */
  @Test
  void ordersGetOneVerdictEachWhenTheJvmGivesUpInTheMidstOfABatch() {
    prices.stumble(TROUBLES);

    ordersGetOneVerdictEach("stumbled", StumblingPrices.STUMBLE, () -> {});

    assertThat(prices.left()).isZero();
  }

  private void ordersGetOneVerdictEach(String prefix, Runnable trouble) {
    ordersGetOneVerdictEach(prefix, "jumpers", trouble);
  }

  private void ordersGetOneVerdictEach(String prefix, String product, Runnable trouble) {
    String run = prefix + "-" + platform.freshId() + "-";
    List<String> ids = IntStream.range(0, ORDERS).mapToObj(number -> run + number).toList();
    try (TopicWriter writer = platform.writer();
        TopicReader<OrderValidation> verdicts =
            platform.reader(Topics.ORDER_VALIDATIONS, OrderValidation.class)) {
      for (int number = 0; number < ORDERS; number++) {
        String id = ids.get(number);
        writer.send(Topics.ORDERS, id, created(id, line(1, product, 1, 100)));
        if (number % (ORDERS / TROUBLES) == 20) {
          trouble.run();
        }
      }

      verdicts.awaitRecords(ORDERS, verdict -> isOf(run, verdict));
      assertThat(verdicts.readToEnd().stream().filter(verdict -> isOf(run, verdict)))
          .extracting(ReceivedRecord::key)
          .containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  private static boolean isOf(String run, ReceivedRecord<OrderValidation> verdict) {
    return verdict.key() != null && verdict.key().startsWith(run);
  }

  private void anotherProducerOfTheSameIdStarts() {
    try (TransactionalProducer other =
        new TransactionalProducer(
            KafkaCluster.at(platform.bootstrapServers()),
            "order-details-" + streams.instanceId(),
            Duration.ofSeconds(10))) {
      var unused = other.reopen();
    }
  }

  /** It commits nothing, so whatever it has polled must still be judged. */
  private void anotherMemberTakesItsShareAndLeaves() {
    try (KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "order-details",
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      member.subscribe(List.of(Topics.ORDERS));
      Awaitility.await()
          .pollInSameThread()
          .until(() -> {
            ConsumerRecords<byte[], byte[]> polled = member.poll(Duration.ofMillis(100));
            return !member.assignment().isEmpty() && polled != null;
          });
    }
  }
}
