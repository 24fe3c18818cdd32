package dev.cascade.payments.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.SampledTrace;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TimelineContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PaymentTimelineTest extends TimelineContract {

  private static final List<String> WHOLE_LIFE =
      List.of(
          "payment INCOMING",
          "payment DEBIT",
          "debtor's entry",
          "payment CREDIT",
          "creditor's entry",
          "payment COMPLETE",
          "payment CONFIRMED");

  private final Api api = new Api();

  @BeforeEach
  void awaitReady() {
    api.awaitReady();
  }

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }

  @Override
  protected String path(String id) {
    return "/v1/payments/" + id + "/timeline";
  }

  @Override
  protected String freshThing() {
    String account = "timeline-" + TestPlatform.shared().freshId();
    api.open(account, "0.00");
    String id = "pay-" + account;
    api.pay(id, "world", account, "12.00");
    Awaitility.await("the confirmation of " + id)
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(path(id) + "?timeout=10000").whats().contains("payment CONFIRMED"));
    return id;
  }

  @Override
  protected String topic() {
    return Topics.PAYMENTS_CONFIRMED;
  }

  @Override
  protected String key(String id) {
    return id;
  }

  @Test
  void aTransferIsToldFromItsSubmissionToItsConfirmationWithBothEntries() {
    Answer told = get(path(freshThing()) + "?timeout=10000");

    assertThat(told.whats()).containsExactlyInAnyOrderElementsOf(WHOLE_LIFE);
    List<String> states = told.whats().stream().filter(what -> what.startsWith("payment")).toList();
    assertThat(states)
        .containsExactly(
            "payment INCOMING",
            "payment DEBIT",
            "payment CREDIT",
            "payment COMPLETE",
            "payment CONFIRMED");
  }

  @Test
  void aPaymentIsInTheTraceOfItsCallerAndSoIsItsRefund() {
    String account = "traced-" + TestPlatform.shared().freshId();
    SampledTrace trace = SampledTrace.of('d');
    api.open(account, "0.00");

    api.traced(trace).pay("pay-" + account, "world", account, "12.00");
    api.completed("pay-" + account);
    String refund = "back-" + account;
    api.traced(trace).post("/v1/payments/pay-" + account + "/refunds", Map.of("id", refund));
    api.completed(refund);

    assertThat(traces("pay-" + account)).hasSizeGreaterThan(4).containsOnly(trace.id());
    assertThat(traces(refund)).hasSizeGreaterThan(4).containsOnly(trace.id());
  }

  private List<String> traces(String payment) {
    return StreamSupport.stream(
            get(path(payment) + "?timeout=10000").body().path("facts").spliterator(), false)
        .map(fact -> fact.path("traceId").asText())
        .toList();
  }

  @Test
  void aPaymentThatIsRefusedIsToldWithTheReason() {
    String account = "poor-" + TestPlatform.shared().freshId();
    api.open(account, "0.00");
    api.pay("pay-" + account, account, "merchant", "1.00");
    api.completed("pay-" + account);

    Answer told = get(path("pay-" + account) + "?timeout=10000");

    assertThat(told.whats()).containsExactly("payment INCOMING", "payment DEBIT", "payment FAILED");
    assertThat(told.body().path("facts").path(2).path("detail").path("reason").asText())
        .endsWith(": no-funds");
  }
}
