package dev.cascade.payments.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Another instance is asked for other payments under the same ids, before any view shows one. The
 * gate is shut, so that nothing of them goes on.
 */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ConflictingPaymentsTest {

  private static final int PAIRS = 60;

  /** The other instance has up to so many others to write first. */
  private static final int LATEST = 20;

  private static final String MINE = "1.00";
  private static final String THEIRS = "7.00";

  @Inject PaymentSerdes serdes;

  private final TestPlatform platform = TestPlatform.shared();
  private final Api api = new Api();
  private final String id = platform.freshId();
  private KafkaProducer<String, Payment.Incoming> other;

  @BeforeEach
  void shutTheGate() {
    api.awaitReady();
    assertThat(api.post("/v1/control/pause").statusCode()).isEqualTo(200);
    other =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                0),
            new StringSerializer(),
            serdes.incoming().serializer());
  }

  @AfterEach
  void openTheGate() {
    other.close();
    assertThat(api.post("/v1/control/resume").statusCode()).isEqualTo(200);
  }

  @Test
  void ofTwoAtTheSameMomentTheAnswerSaysWhichOneIsThePayment() {
    Map<String, CompletableFuture<Response>> answers = new TreeMap<>();
    for (int number = 0; number < PAIRS; number++) {
      String payment = "p-" + number + "-" + id;
      CompletableFuture<Response> answer =
          CompletableFuture.supplyAsync(() -> pay(payment, MINE), Thread::startVirtualThread);
      for (int before = 0; before < number % LATEST; before++) {
        submittedElsewhere("before-" + before + "-" + payment, THEIRS);
      }
      submittedElsewhere(payment, THEIRS);
      answers.put(payment, answer);
      answer.join();
    }

    answers.forEach((payment, answer) -> {
      int status = answer.join().statusCode();
      assertThat(status).as(payment).isIn(202, 409);
      assertThat(shown(payment)).as(payment).isEqualTo(status == 202 ? MINE : THEIRS);
      assertThat(pay(payment, MINE).statusCode()).isEqualTo(status == 202 ? 200 : 409);
    });
    System.out.println(
        "First: %d of %d"
            .formatted(
                answers.values().stream().filter(it -> it.join().statusCode() == 202).count(),
                PAIRS));
  }

  @Test
  void whoComesSecondDoesNotTakeThePlaceOfTheFirst() {
    String payment = "p-" + id;
    assertThat(pay(payment, MINE).statusCode()).isEqualTo(202);

    submittedElsewhere(payment, THEIRS);
    assertThat(pay("after-" + payment, MINE).statusCode()).isEqualTo(202);

    assertThat(pay(payment, THEIRS).statusCode()).isEqualTo(409);
    assertThat(shown(payment)).isEqualTo(MINE);
  }

  private Response pay(String payment, String amount) {
    return api.pay(payment, "world", "merchant", amount);
  }

  private String shown(String payment) {
    return api.get("/v1/payments/" + payment + "?timeout=20000").jsonPath().getString("amount");
  }

  private void submittedElsewhere(String payment, String amount) {
    Instruction instruction =
        new Instruction(
            payment,
            PaymentKind.TRANSFER,
            null,
            null,
            "world",
            "merchant",
            Money.parse(amount, "EUR").orElseThrow(),
            Instant.now());
    var unused =
        other.send(
            new ProducerRecord<>(
                Topics.PAYMENTS_INCOMING, payment, new Payment.Incoming(instruction)));
    other.flush();
  }
}
