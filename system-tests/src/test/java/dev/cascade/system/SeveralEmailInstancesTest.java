package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.ExtraInstance;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances of email: counts and outcomes are those of both, also after a crash of each. */
@SystemTest
class SeveralEmailInstancesTest {

  private static final int MAILS = 12;

  /** Its customer is platinum and has no address. */
  private static final String REFUSED = "two-mailers-refused";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HomeEcosystem ecosystem;
  private final Http http = new Http();
  private final Orders orders;
  private final ExtraInstance second;
  private final List<String> urls;

  SeveralEmailInstancesTest(HomeEcosystem ecosystem) {
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
    ecosystem.kill("mail");
    mailed.forEach(
        id -> orders.postUntilAccepted(OrderBody.of(id, "c-alice", "UNDERPANTS", 1, "1.00")));
    orders.postUntilAccepted(OrderBody.of(REFUSED, "c-frank", "UNDERPANTS", 1, "1.00"));
    urls.forEach(url -> awaitOutcome(url, REFUSED, "REFUSED"));
    mailed.forEach(this::awaitRetry);
    ecosystem.up();
    mailed.forEach(id -> urls.forEach(url -> awaitOutcome(url, id, "SENT")));
    List<MailCount> counts = MailCount.of(Quiet.historyOf(ecosystem));

    assertThat(counts)
        .filteredOn(count -> count.period().equals("total"))
        .allMatch(count -> count.refused() >= 1)
        .allMatch(count -> count.retried() >= MAILS && count.retries() >= count.retried());
    everyInstanceCounts(counts);

    ecosystem.kill("email");
    ecosystem.up();
    second.kill();
    second.start();
    everyInstanceCounts(counts);
    mailed.forEach(id -> urls.forEach(url -> awaitOutcome(url, id, "SENT")));
  }

  private void awaitOutcome(String url, String orderId, String outcome) {
    Awaitility.await("the outcome of " + orderId)
        .atMost(PATIENCE)
        .until(
            () ->
                http.get(url + "/v1/emails?orderId=" + orderId + "&timeout=5000")
                    .body()
                    .at("/items/0/outcome")
                    .asText(),
            outcome::equals);
  }

  /** The mail server is away: the first attempt has failed. */
  private void awaitRetry(String orderId) {
    Awaitility.await("a failed attempt at " + orderId)
        .atMost(PATIENCE)
        .until(
            () ->
                http.get(urls.getFirst() + "/v1/state/mails/entries/" + orderId)
                    .body()
                    .at("/value/attempts")
                    .asInt(),
            attempts -> attempts >= 1);
  }

  private void everyInstanceCounts(List<MailCount> counts) {
    for (String url : urls) {
      Awaitility.await("the counts at " + url)
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(MailCount.of(http.get(url + "/v1/emails/stats").body()))
                  .containsExactlyInAnyOrderElementsOf(counts));
    }
  }

  /**
   * How many mails to customers of a level ended how.
   *
   * @param period {@code total}, or when the hour begins
   */
  private record MailCount(
      String period, String level, long sent, long refused, long retried, long retries) {

    /** What the service tells. */
    static List<MailCount> of(JsonNode stats) {
      return stats.path("items").valueStream().map(MailCount::ofItem).toList();
    }

    private static MailCount ofItem(JsonNode item) {
      return new MailCount(
          item.path("period").asText(),
          item.path("level").asText(),
          item.path("sent").asLong(),
          item.path("refused").asLong(),
          item.path("retried").asLong(),
          item.path("retries").asLong());
    }

    /** What there is to tell. */
    static List<MailCount> of(History history) {
      Map<List<String>, MailCount> counts =
          history.values(Topics.EMAILS_SENT).stream()
              .map(Fact::fields)
              .flatMap(sent -> Stream.of(ofMail("total", sent), ofMail(hour(sent), sent)))
              .collect(
                  Collectors.toMap(
                      one -> List.of(one.period(), one.level()),
                      Function.identity(),
                      MailCount::plus));
      return List.copyOf(counts.values());
    }

    private static MailCount ofMail(String period, Fields sent) {
      long retries = sent.number("attempts") > 1 ? sent.number("attempts") - 1 : 0;
      boolean arrived = sent.text("outcome").equals("SENT");
      return new MailCount(
          period,
          sent.text("level"),
          arrived ? 1 : 0,
          arrived ? 0 : 1,
          retries > 0 ? 1 : 0,
          retries);
    }

    private static String hour(Fields sent) {
      return Instant.ofEpochMilli(sent.epochMillis("at")).truncatedTo(ChronoUnit.HOURS).toString();
    }

    private MailCount plus(MailCount other) {
      return new MailCount(
          period,
          level,
          sent + other.sent,
          refused + other.refused,
          retried + other.retried,
          retries + other.retries);
    }
  }
}
