package dev.cascade.bench.peers.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.kafka.TopicScan;
import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerBroker;
import dev.cascade.bench.peers.PeerCaller;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The design with databases as processes of its own, with a real broker and a real PostgreSQL. */
class OutboxPeerTest {

  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final String PREFIX = "outbox-";
  private static final String EVENTS = PREFIX + Message.ORDERS;

  private static OutboxPeer peer;
  private static PeerCaller caller;

  @BeforeAll
  static void start() {
    peer =
        new OutboxPeer(
            PeerBroker.kafka(),
            PREFIX,
            PeerBroker.folder("outbox"),
            PeerBroker.programs(),
            Map.of("many", 1_000L, "few", 5L),
            Map.of("c-good", 10_000L, "c-last", 10_000L, "c-poor", 100L, "c-twice", 10_000L));
    caller = new PeerCaller(peer.url());
  }

  @AfterAll
  static void stop() {
    caller.close();
    peer.close();
  }

  @Test
  void ordersAreDecidedPaidAndReservedOnceAndWhatFailsIsReleased() {
    assertThat(caller.post("good", "many", 2, "1.00")).isEqualTo(201);
    assertThat(caller.post("last", "few", 4, "1.00")).isEqualTo(201);
    assertThat(caller.post("dear", "many", 1, "2000.00")).isEqualTo(201);
    assertThat(caller.post("void", "many", 0, "1.00")).isEqualTo(201);
    assertThat(caller.post("poor", "many", 5, "1.00")).isEqualTo(201);

    assertThat(caller.validated("good")).isIn(OrderState.VALIDATED, OrderState.CONFIRMED);
    assertThat(caller.confirmed("good")).isEqualTo(OrderState.CONFIRMED);
    assertThat(caller.confirmed("last")).isEqualTo(OrderState.CONFIRMED);
    assertThat(caller.validated("dear")).isEqualTo(OrderState.FAILED);
    assertThat(caller.validated("void")).isEqualTo(OrderState.FAILED);
    assertThat(caller.confirmed("poor")).isEqualTo(OrderState.FAILED);

    caller.post("late", "few", 2, "1.00");
    assertThat(caller.validated("late")).isEqualTo(OrderState.FAILED);
    assertThat(peer.settle(Set.of("good", "last", "dear", "void", "poor", "late"), BOUND).samples())
        .isEmpty();
  }

  @Test
  void neitherASecondPostNorASecondDeliveryReservesAgain() throws Exception {
    assertThat(caller.post("twice", "many", 3, "1.00")).isEqualTo(201);
    assertThat(caller.confirmed("twice")).isEqualTo(OrderState.CONFIRMED);
    assertThat(caller.post("twice", "many", 3, "1.00")).isEqualTo(200);

    deliverAllAgain();

    await().atMost(BOUND).until(() -> hasReadAll(OutboxProgram.INVENTORY));
    await().atMost(BOUND).until(() -> hasReadAll(OutboxProgram.PAYMENTS));
    assertThat(peer.settle(Set.of("twice"), BOUND).samples()).isEmpty();
  }

  @Test
  void theCheckFindsWhatIsReservedTwice() throws SQLException {
    change("UPDATE inventory.stock SET reserved = reserved + 1 WHERE product = 'many'");

    assertThat(peer.settle(Set.of(), Duration.ZERO).samples())
        .containsExactly("1 pieces are reserved beyond those of orders");

    change("UPDATE inventory.stock SET reserved = reserved - 1 WHERE product = 'many'");
  }

  private static void deliverAllAgain() {
    Kafka kafka = PeerBroker.kafka();
    List<ConsumerRecord<String, byte[]>> delivered = new ArrayList<>();
    try (TopicScan scan = TopicScan.fromBeginning(kafka, List.of(EVENTS))) {
      scan.readOn(delivered::add);
    }
    try (Producer<String, byte[]> producer = kafka.producer()) {
      delivered.forEach(record -> {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    EVENTS, record.partition(), record.key(), record.value(), record.headers()));
      });
      producer.flush();
    }
  }

  private static boolean hasReadAll(String service) throws Exception {
    try (Admin admin = PeerBroker.kafka().admin()) {
      Map<TopicPartition, OffsetAndMetadata> read =
          admin.listConsumerGroupOffsets(PREFIX + service).partitionsToOffsetAndMetadata().get();
      for (int partition = 0; partition < 2; partition++) {
        TopicPartition each = new TopicPartition(EVENTS, partition);
        long end =
            admin
                .listOffsets(Map.of(each, OffsetSpec.latest()))
                .partitionResult(each)
                .get()
                .offset();
        if (end > 0 && (read.get(each) == null || read.get(each).offset() < end)) {
          return false;
        }
      }
      return true;
    }
  }

  private static void change(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(peer.database());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
