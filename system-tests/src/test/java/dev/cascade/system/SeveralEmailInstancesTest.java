package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.ExtraInstance;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances of email: counts and outcomes are those of both, also after a crash of each. */
@SystemTest
class SeveralEmailInstancesTest {

  private static final int MAILS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Ecosystem ecosystem;
  private final Http http = new Http();
  private final Orders orders;
  private final ExtraInstance second;
  private final List<String> urls;

  SeveralEmailInstancesTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
    this.second = ecosystem.another("email", 2, ecosystem.mailSettings());
    this.urls = List.of(ecosystem.url("email"), second.url());
  }

  @BeforeEach
  void startTheOther() {
    second.start();
  }

  @AfterEach
  void stopTheOther() {
    second.close();
    ecosystem.awaitTakenOver("email", "/v1/emails/stats");
  }

  @Test
  void countsAndOutcomesAreThoseOfAllInstancesAndSurviveTheirCrashes() {
    List<String> mailed =
        IntStream.range(0, MAILS).mapToObj(number -> "two-mailers-" + number).toList();
    mailed.forEach(
        id -> orders.postUntilAccepted(OrderBody.of(id, "c-alice", "UNDERPANTS", 1, "1.00")));
    mailed.forEach(id -> urls.forEach(url -> awaitSent(url, id)));
    long sent = Quiet.historyOf(ecosystem).values(Topics.EMAILS_SENT).size();

    everyInstanceCounts(sent);

    ecosystem.kill("email");
    ecosystem.up();
    second.kill();
    second.start();
    everyInstanceCounts(sent);
    mailed.forEach(id -> urls.forEach(url -> awaitSent(url, id)));
  }

  private void awaitSent(String url, String orderId) {
    Awaitility.await("the outcome of " + orderId)
        .atMost(PATIENCE)
        .until(
            () ->
                http.get(url + "/v1/emails?orderId=" + orderId + "&timeout=5000")
                    .body()
                    .at("/items/0/outcome")
                    .asText(),
            "SENT"::equals);
  }

  private void everyInstanceCounts(long sent) {
    for (String url : urls) {
      Awaitility.await("the counts at " + url)
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(settled(url)).isEqualTo(sent));
    }
  }

  private long settled(String url) {
    JsonNode total = http.get(url + "/v1/emails/stats").body().path("total");
    return total.path("sent").asLong() + total.path("refused").asLong();
  }
}
