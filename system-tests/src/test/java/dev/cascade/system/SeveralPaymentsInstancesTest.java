package dev.cascade.system;

import static dev.cascade.schemas.catalogue.Topics.ACCOUNT_BALANCES;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_COMPLETE;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_CONFIRMED;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_INCOMING;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_INFLIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.system.ecosystem.ExtraInstance;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.PaymentTraffic;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.RawWriter;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Three instances of payments: killed one after the other, paused, drained and resumed. All tests
 * share them.
 */
@SystemTest
@TestInstance(Lifecycle.PER_CLASS)
class SeveralPaymentsInstancesTest {

  private static final String PATIENCE = "timeout=25000";
  private static final List<String> ACCOUNTS = List.of("world", "several-1", "several-2");

  private final HomeEcosystem ecosystem;
  private final Http http = new Http();
  private final ExtraInstance second;
  private final ExtraInstance third;
  private final List<String> urls;

  SeveralPaymentsInstancesTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.second = ecosystem.another("payments", 2);
    this.third = ecosystem.another("payments", 3);
    this.urls = List.of(ecosystem.url("payments"), second.url(), third.url());
  }

  @BeforeEach
  void startTheOthers() {
    ExtraInstance.startAll(List.of(second, third));
    ACCOUNTS.stream().skip(1).forEach(this::open);
  }

  @AfterEach
  void resume() {
    command("resume", "");
  }

  @AfterAll
  void stopTheOthers() {
    second.close();
    third.close();
    ecosystem.awaitTakenOver("payments", "/v1/accounts?limit=1");
  }

  @Test
  void killsRepeatsAndPoisonLoseNothingAndDoNothingTwice() {
    List<String> accepted = acceptedAroundKills();

    History history = Quiet.historyOf(ecosystem);

    assertThat(history.by(PAYMENTS_COMPLETE, "id")).containsKeys(accepted.toArray(String[]::new));
    everyInstanceAnswersTheSame(accepted, history);
  }

  @Test
  void pausedMeansNothingEntersAndDrainedMeansNothingIsInFlight() {
    List<String> accepted;
    try (PaymentTraffic traffic = PaymentTraffic.start(urls, ACCOUNTS, "paused-")) {
      traffic.awaitMore(50);

      everyInstanceSays(command("pause", ""), "PAUSED");
      Set<String> entered = entered(ecosystem.history());
      traffic.awaitMore(50);
      everyInstanceSays(command("drain", ""), "DRAINED");

      History drained = ecosystem.history();
      assertThat(entered(drained)).as("entered while paused").isEqualTo(entered);
      assertThat(ended(drained)).as("ended when drained").containsAll(entered);
      assertThat(drained.by(PAYMENTS_INCOMING, "id")).hasSizeGreaterThan(entered.size());

      third.kill();
      third.start();
      everyInstanceSays(status(third.url(), urls.size()), "DRAINED");
      assertThat(entered(ecosystem.history())).as("entered by the new one").isEqualTo(entered);

      JsonNode resumed = command("resume", "rampMillis=3000&");
      everyInstanceSays(resumed, "RUNNING");
      traffic.awaitMore(20);
      accepted = traffic.accepted();
    }
    assertThat(Quiet.historyOf(ecosystem).by(PAYMENTS_COMPLETE, "id"))
        .containsKeys(accepted.toArray(String[]::new));
  }

  @Test
  void aNewInstanceObeysTheLastCommandBeforeItDoesAnything() {
    List<String> accepted;
    try (PaymentTraffic traffic = PaymentTraffic.start(urls.subList(0, 1), ACCOUNTS, "fourth-");
        ExtraInstance fourth = ecosystem.another("payments", 4)) {
      traffic.awaitMore(20);
      everyInstanceSays(command("pause", ""), "PAUSED");
      Set<String> entered = entered(ecosystem.history());
      second.kill();
      third.kill();

      fourth.start();

      awaitGateTaskOn(fourth);
      JsonNode status = status(fourth.url(), 2);
      assertThat(live(status)).containsExactly("PAUSED", "PAUSED");
      traffic.awaitMore(50);
      assertThat(entered(ecosystem.history())).as("entered while paused").isEqualTo(entered);
      accepted = traffic.accepted();
      command("resume", "");
      traffic.awaitMore(20);
    }
    second.start();
    third.start();
    assertThat(Quiet.historyOf(ecosystem).by(PAYMENTS_COMPLETE, "id"))
        .containsKeys(accepted.toArray(String[]::new));
  }

  @Test
  void aRefusedCloseIsRefusedByEveryInstanceThoughAnEntryOvertookTheAnswer() {
    pay("overtaken-fund", "world", "several-1");
    Http.Answer refused = http.post(second.url() + "/v1/accounts/several-1/close", "");
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    String command = lastRefusedCommandOf("several-1");

    pay("overtaken-pay", "several-1", "world");

    for (String url : urls) {
      Http.Answer late =
          http.get(url + "/v1/accounts/several-1?command=" + command + "&" + PATIENCE);
      assertThat(late.status()).as(late.text()).isEqualTo(409);
      assertThat(late.field("detail")).isEqualTo(refused.field("detail"));
    }
  }

  private List<String> acceptedAroundKills() {
    try (PaymentTraffic traffic = PaymentTraffic.start(urls, ACCOUNTS, "killed-");
        RawWriter writer = new RawWriter(ecosystem)) {
      traffic.awaitMore(50);
      ecosystem.kill("payments");
      traffic.awaitMore(20);
      ecosystem.up();
      writer.poison(PAYMENTS_INCOMING, 0);
      writer.poison(PAYMENTS_INFLIGHT, 1);
      for (ExtraInstance instance : List.of(second, third)) {
        traffic.awaitMore(50);
        instance.kill();
        traffic.awaitMore(20);
        instance.start();
      }
      traffic.awaitMore(50);
      return traffic.accepted();
    }
  }

  private void everyInstanceAnswersTheSame(List<String> accepted, History history) {
    long confirmed = history.by(PAYMENTS_CONFIRMED, "id").size();
    for (String url : urls) {
      Awaitility.await("statistics of all instances at " + url)
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(confirmed(url)).isEqualTo(confirmed));
      for (String id : accepted) {
        Http.Answer answer = http.get(url + "/v1/payments/" + id + "/completed?" + PATIENCE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.field("state")).isNotEqualTo("INCOMING");
      }
      assertThat(http.get(url + "/v1/accounts?limit=1000&" + PATIENCE).body())
          .isEqualTo(http.get(urls.getFirst() + "/v1/accounts?limit=1000&" + PATIENCE).body());
      assertThat(keys(url)).containsAll(ACCOUNTS);
      assertThat(windows(url)).isNotEmpty().isEqualTo(windows(urls.getFirst()));
    }
  }

  private JsonNode windows(String url) {
    return http.get(url + "/v1/state/throughput-windows/windows?limit=1000&" + PATIENCE)
        .body()
        .path("items");
  }

  private long confirmed(String url) {
    JsonNode currencies =
        http.get(url + "/v1/payments/stats?" + PATIENCE).body().path("currencies");
    return StreamSupport.stream(currencies.spliterator(), false)
        .mapToLong(it -> it.path("confirmed").path("count").asLong())
        .sum();
  }

  private List<String> keys(String url) {
    JsonNode items =
        http.get(url + "/v1/state/accounts-view?keysOnly=true&limit=1000&" + PATIENCE)
            .body()
            .path("items");
    List<String> keys = new ArrayList<>();
    items.forEach(it -> keys.add(it.path("key").asText()));
    return keys;
  }

  private void pay(String id, String debtor, String creditor) {
    String body =
        """
        {"id":"%s","debtorAccount":"%s","creditorAccount":"%s","amount":"1.00","currency":"EUR"}\
        """
            .formatted(id, debtor, creditor);
    assertThat(http.post(urls.getFirst() + "/v1/payments", body).status()).isEqualTo(202);
    Http.Answer ended = http.get(urls.getFirst() + "/v1/payments/" + id + "/completed?" + PATIENCE);
    assertThat(ended.field("state")).as(ended.text()).isIn("COMPLETE", "CONFIRMED");
  }

  private String lastRefusedCommandOf(String account) {
    return ecosystem.history().values(ACCOUNT_BALANCES).stream()
        .map(Fact::fields)
        .filter(it -> it.text("accountId").equals(account))
        .filter(it -> it.maybe("command.accepted").filter("false"::equals).isPresent())
        .map(it -> it.text("command.commandId"))
        .reduce((_, later) -> later)
        .orElseThrow(() -> new AssertionError("No refused command of " + account));
  }

  private void awaitGateTaskOn(ExtraInstance instance) {
    Awaitility.await("a gate task on " + instance.host())
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          JsonNode applications =
              http.get(instance.url() + "/v1/state").body().path("applications");
          return StreamSupport.stream(applications.spliterator(), false)
              .filter(it -> it.path("name").asText().equals("payments-gate"))
              .flatMap(it -> StreamSupport.stream(it.path("instances").spliterator(), false))
              .filter(it -> it.path("host").asText().equals(instance.host()))
              .anyMatch(it -> !it.path("partitions").isEmpty());
        });
  }

  private JsonNode command(String name, String query) {
    Http.Answer answer =
        http.post(urls.getFirst() + "/v1/control/" + name + "?" + query + "timeout=19000", "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  /** What an instance tells once every live one obeys. */
  private JsonNode status(String url, int instances) {
    return Awaitility.await("acknowledgements")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> http.get(url + "/v1/control/status").body(),
            it -> it.path("acknowledged").asBoolean() && live(it).size() == instances);
  }

  private void everyInstanceSays(JsonNode status, String state) {
    assertThat(live(status)).hasSize(urls.size()).allMatch(it -> it.equals(state));
  }

  private static List<String> live(JsonNode status) {
    List<String> states = new ArrayList<>();
    status
        .path("instances")
        .forEach(it -> {
          if (it.path("live").asBoolean()) {
            states.add(it.path("state").asText());
          }
        });
    return states;
  }

  private void open(String account) {
    String body =
        """
        {"id":"%s","currency":"EUR","overdraftLimit":"0.00"}\
        """
            .formatted(account);
    Awaitility.await("account " + account)
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.post(urls.getFirst() + "/v1/accounts", body).status() < 300);
  }

  private static Set<String> entered(History history) {
    return history.values(PAYMENTS_INFLIGHT).stream()
        .map(Fact::fields)
        .filter(it -> it.text("state").equals("DEBIT"))
        .map(it -> it.text("id"))
        .collect(Collectors.toSet());
  }

  private static Set<String> ended(History history) {
    return history.by(PAYMENTS_COMPLETE, "id").keySet();
  }
}
