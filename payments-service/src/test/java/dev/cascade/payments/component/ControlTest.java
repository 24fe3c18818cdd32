package dev.cascade.payments.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.StreamsProperties;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ControlTest {

  private static final String PATIENCE = "?timeout=20000";

  private final TestPlatform platform = TestPlatform.shared();
  private final Api api = new Api();
  private final String id = platform.freshId();
  private final String creditor = "creditor-" + id;

  @BeforeEach
  void openAccounts() {
    api.awaitReady();
    api.open(creditor, "0.00");
  }

  @AfterEach
  void openTheGate() {
    unlimited();
    assertThat(api.post("/v1/control/resume" + PATIENCE).statusCode()).isEqualTo(200);
  }

  @Test
  void pausedMeansNothingEntersAndResumedMeansNothingIsLost() throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(4);
        TopicReader<Payment> legs = platform.reader(Topics.PAYMENTS_INFLIGHT, Payment.class)) {
      List<Future<Integer>> answers = submit(callers, 200);

      Response paused = api.post("/v1/control/pause" + PATIENCE);

      assertThat(paused.statusCode()).as(paused.asString()).isEqualTo(200);
      long enteredAtPause = entered(legs);
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(202);
      }
      assertThat(api.get("/v1/payments/p-199-" + id + PATIENCE).statusCode()).isEqualTo(200);
      Response drained = api.post("/v1/control/drain" + PATIENCE);
      assertThat(drained.statusCode()).as(drained.asString()).isEqualTo(200);
      assertThat(entered(legs)).isEqualTo(enteredAtPause);
      assertThat(ended()).isEqualTo(enteredAtPause);
      assertThat(enteredAtPause).isLessThan(200);

      api.post("/v1/control/resume" + PATIENCE);

      for (int i = 0; i < 200; i++) {
        assertThat(api.completed("p-" + i + "-" + id).getString("state"))
            .isIn("COMPLETE", "CONFIRMED");
      }
      assertThat(entered(legs)).isEqualTo(200);
    }
  }

  @Test
  void theRateIsKept() throws Exception {
    assertThat(limit(20).statusCode()).isEqualTo(200);
    long start = System.nanoTime();
    try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
      submit(callers, 60);
    }

    for (int i = 0; i < 60; i++) {
      api.completed("p-" + i + "-" + id);
    }
    // What entered together owes its time afterwards; those that come one by one have to wait for
    // it.
    for (int i = 0; i < 3; i++) {
      assertThat(api.pay("late-" + i + "-" + id, "world", creditor, "0.01").statusCode())
          .isEqualTo(202);
      api.completed("late-" + i + "-" + id);
    }

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(took).isGreaterThan(Duration.ofMillis(1_000 * 59 / 20));
  }

  @Test
  void aRampLetsPaymentsInSlowlyAtFirst() throws Exception {
    assertThat(api.post("/v1/control/pause" + PATIENCE).statusCode()).isEqualTo(200);
    try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
      for (Future<Integer> answer : submit(callers, 200)) {
        assertThat(answer.get()).isEqualTo(202);
      }
    }
    long start = System.nanoTime();

    Response resumed = api.post("/v1/control/resume" + PATIENCE + "&rampMillis=8000");

    assertThat(resumed.statusCode()).isEqualTo(200);
    for (int i = 0; i < 200; i++) {
      api.completed("p-" + i + "-" + id);
    }
    // The rate grows by 125/s each second, so 200 payments take at least 1.5 s.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_200));
  }

  @Test
  void theStatusNamesTheCommandAndWhoObeys() {
    api.post("/v1/control/pause" + PATIENCE);

    var status = api.get("/v1/control/status").jsonPath();

    assertThat(status.getString("mode")).isEqualTo("PAUSE");
    assertThat(status.getBoolean("acknowledged")).isTrue();
    assertThat(status.getString("instances[0].state")).isEqualTo("PAUSED");
  }

  /** The least time that it takes; how long it really takes decides nothing. */
  @Test
  void pausedIsNotSaidBeforeWhatWasProcessedMustBeCommitted() {
    long start = System.nanoTime();

    Response paused = api.post("/v1/control/pause" + PATIENCE);

    assertThat(paused.statusCode()).as(paused.asString()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThan(StreamsProperties.SILENT_COMMIT);
  }

  @Test
  void aRecordOfAnOpenTransactionIsInFlightWhicheverPartitionItIsOn() throws Exception {
    assertThat(api.post("/v1/control/pause" + PATIENCE).statusCode()).isEqualTo(200);
    int partitions = TopicCatalogue.load().topic(Topics.PAYMENTS_INFLIGHT).partitions();
    for (int partition = 0; partition < partitions; partition++) {
      try (KafkaProducer<byte[], byte[]> deciding = transactional()) {
        deciding.beginTransaction();
        deciding
            .send(new ProducerRecord<>(Topics.PAYMENTS_INFLIGHT, partition, new byte[0], null))
            .get();

        Response undecided = api.post("/v1/control/drain?timeout=1000");
        assertThat(undecided.statusCode()).as("partition %d", partition).isEqualTo(202);

        deciding.abortTransaction();
      }
      Response drained = api.post("/v1/control/drain" + PATIENCE);
      assertThat(drained.statusCode()).as("partition %d", partition).isEqualTo(200);
    }
  }

  private KafkaProducer<byte[], byte[]> transactional() {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "undecided-" + id),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private List<Future<Integer>> submit(ExecutorService callers, int count) {
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String payment = "p-" + i + "-" + id;
      answers.add(callers.submit(() -> api.pay(payment, "world", creditor, "0.01").statusCode()));
    }
    return answers;
  }

  private long entered(TopicReader<Payment> legs) {
    return legs.readToEnd().stream()
        .map(ReceivedRecord::present)
        .filter(it -> it.getState() == PaymentState.DEBIT && it.getId().endsWith(id))
        .count();
  }

  private long ended() {
    try (TopicReader<Payment> ends = platform.reader(Topics.PAYMENTS_COMPLETE, Payment.class)) {
      return ends.readToEnd().stream().filter(it -> it.present().getId().endsWith(id)).count();
    }
  }

  private Response limit(int rate) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("ratePerSecond", rate))
        .put("/v1/control/rate" + PATIENCE);
  }

  private void unlimited() {
    given().contentType(ContentType.JSON).body("{}").put("/v1/control/rate" + PATIENCE);
  }
}
