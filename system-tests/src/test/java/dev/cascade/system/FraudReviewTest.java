package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Accounts;
import dev.cascade.system.ecosystem.ExtraInstance;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Orders near the limit wait for a person: in place of the ecosystem's own instance of fraud, one
 * that leaves them to somebody.
 */
@SystemTest
class FraudReviewTest {

  private static final String PRODUCT = "reviewed-piece";
  private static final String APPROVED = "review-approved";
  private static final String DECLINED = "review-declined";
  private static final String SURVIVED = "review-survived";
  private static final String FORGOTTEN = "review-forgotten";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HomeEcosystem ecosystem;
  private final Orders orders;
  private final Http http = new Http();
  private final ExtraInstance patient;
  private final ExtraInstance hasty;

  FraudReviewTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
    this.patient = ecosystem.another("fraud", 2, Map.of("CASCADE_FRAUD_REVIEW_FROM", "0.9"));
    this.hasty =
        ecosystem.another(
            "fraud",
            2,
            Map.of("CASCADE_FRAUD_REVIEW_FROM", "0.9", "CASCADE_FRAUD_REVIEW_TIME", "PT1S"));
  }

  @AfterEach
  void giveBackTheOwnInstance() {
    patient.close();
    hasty.close();
    ecosystem.up();
    ecosystem.awaitTakenOver("fraud", "/v1/fraud/reviews");
  }

  @Test
  void anOrderNearTheLimitIsDecidedByAPersonOrFailsAtItsDeadline() {
    stock();
    ecosystem.kill("fraud");
    patient.start();
    List.of(APPROVED, DECLINED, SURVIVED).forEach(id -> place(id, patient));

    assertThat(orders.get(APPROVED).body().path("underReview").path(0).asText()).isEqualTo("fraud");
    assertThat(
            http.get(ecosystem.url("orders") + "/v1/orders/" + APPROVED + "/validated?timeout=1")
                .status())
        .isEqualTo(504);

    assertThat(decide(patient, APPROVED, "approve").status()).isEqualTo(200);
    assertThat(decide(patient, DECLINED, "decline").status()).isEqualTo(200);
    assertThat(orders.settled(APPROVED).field("state")).isEqualTo("CONFIRMED");
    Http.Answer declined = orders.settled(DECLINED);
    assertThat(declined.field("state")).isEqualTo("FAILED");
    assertThat(declined.body().path("reasons").path(0).path("code").asText()).isEqualTo("declined");
    assertThat(declined.body().path("reasons").path(0).path("detail").asText())
        .endsWith("as it seems");

    // What was opened before goes on as it was opened, whatever its successor is told.
    patient.kill();
    hasty.start();
    place(FORGOTTEN, hasty);
    assertThat(decide(hasty, SURVIVED, "approve").status()).isEqualTo(200);
    assertThat(orders.settled(SURVIVED).field("state")).isEqualTo("CONFIRMED");
    Http.Answer forgotten = orders.settled(FORGOTTEN);
    assertThat(forgotten.field("state")).isEqualTo("FAILED");
    assertThat(forgotten.body().path("reasons").path(0).path("code").asText())
        .isEqualTo("no-verdict");
    assertThat(decide(hasty, FORGOTTEN, "approve").status()).isEqualTo(409);

    History history = Quiet.historyOf(ecosystem);
    Map<String, Fields> reviews = history.table(Topics.FRAUD_REVIEWS);
    assertThat(reviews.get(APPROVED).text("decidedBy")).isEqualTo("ann");
    assertThat(reviews.get(FORGOTTEN).text("state")).isEqualTo("LAPSED");
    assertThat(history.table(Topics.STOCK_LEVELS).get(PRODUCT).number("reserved"))
        .as("what failed holds nothing")
        .isEqualTo(2);
  }

  /** A customer of its own, who can pay, orders for 1,900.00; waits until somebody has to look. */
  private void place(String id, ExtraInstance fraud) {
    new Accounts(ecosystem).open("c-" + id, "5000.00");
    orders.postUntilAccepted(OrderBody.of(id, "c-" + id, PRODUCT, 1, "1900.00"));
    Awaitility.await("a review of " + id)
        .atMost(PATIENCE)
        .until(() -> http.get(review(fraud, id)).status() == 200);
  }

  private Http.Answer decide(ExtraInstance fraud, String id, String ruling) {
    return http.post(
        review(fraud, id) + "/" + ruling, "{\"by\":\"ann\",\"reason\":\"as it seems\"}");
  }

  private static String review(ExtraInstance fraud, String id) {
    return fraud.url() + "/v1/fraud/reviews/" + id;
  }

  private void stock() {
    String inventory = ecosystem.url("inventory");
    Http.Answer made =
        http.put(
            inventory + "/v1/products/" + PRODUCT + "?timeout=15000", "{\"name\":\"Reviewed\"}");
    assertThat(made.status()).as(made.text()).isIn(200, 201);
    Http.Answer stocked =
        http.post(
            inventory + "/v1/stock/" + PRODUCT + "/adjustments?timeout=15000",
            "{\"adjustmentId\":\"first-" + PRODUCT + "\",\"delta\":10}");
    assertThat(stocked.status()).as(stocked.text()).isIn(200, 201);
  }
}
