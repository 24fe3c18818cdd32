package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OpenTransactions;
import dev.cascade.system.ecosystem.OrderTraffic;
import dev.cascade.system.ecosystem.Quiet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The broker dies at once under load, ten times, and is away for half a second to a minute: longer
 * than sessions and transactions last. Now and then the registry or the mail server is away with
 * it. Each time {@code ./cascade up} brings everything back by itself.
 */
@SystemTest
class CrashedBrokerTest {

  private static final int CRASHES = 10;
  private static final long SHORTEST_MILLIS = 500;
  private static final long LONGEST_MILLIS = 60_000;
  private static final long USUAL_MILLIS = 9_000;

  /** A read of each service that its views answer. */
  private static final List<List<String>> READS =
      List.of(
          List.of("payments", "/v1/accounts/0?timeout=5000"),
          List.of("payments", "/v1/accounts"),
          List.of("payments", "/v1/payments/stats"),
          List.of("inventory", "/v1/stock/UNDERPANTS"),
          List.of("fraud", "/v1/fraud/customers/0"),
          List.of("email", "/v1/emails/stats"));

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Http http = new Http();
  private final Ecosystem ecosystem;

  CrashedBrokerTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void everythingIsReadyAgainByItselfAndNothingIsLostOrDoubled() throws Exception {
    System.out.println("Broker crashes: -Dseed=" + seed);
    List<String> accepted = acceptedAroundCrashes();

    assertThat(Quiet.historyOf(ecosystem).table(Topics.ORDERS))
        .containsKeys(accepted.toArray(String[]::new));
    assertThat(OpenTransactions.of(ecosystem.bootstrapServers())).isEmpty();
  }

  private List<String> acceptedAroundCrashes() {
    try (OrderTraffic traffic =
        OrderTraffic.start(List.of(ecosystem.url("orders")), "broker-" + seed + "-")) {
      int round = 0;
      for (long absenceMillis : absences()) {
        traffic.awaitMore(20);
        crash(round++, Duration.ofMillis(absenceMillis));
        everyServiceIsReadyAndReads("after %d ms without a broker".formatted(absenceMillis));
      }
      traffic.awaitMore(20);
      assertThat(traffic.wrong()).isEmpty();
      return traffic.accepted();
    }
  }

  private void crash(int round, Duration absence) {
    ecosystem.kill("kafka");
    switch (round % 3) {
      case 1 -> ecosystem.kill("registry");
      case 2 -> ecosystem.kill("mail");
      default -> {
        // The broker alone.
      }
    }
    // The absence is what is tested, not a wait for something.
    await().pollDelay(absence).atMost(absence.plusSeconds(10)).until(() -> true);
    ecosystem.up();
  }

  private void everyServiceIsReadyAndReads(String when) {
    for (String service : Ecosystem.SERVICES) {
      Http.Answer health = http.get(ecosystem.url(service) + "/q/health/ready");
      assertThat(health.status()).as("%s %s: %s", service, when, health.text()).isEqualTo(200);
    }
    for (List<String> read : READS) {
      Http.Answer answer = http.get(ecosystem.url(read.getFirst()) + read.getLast());
      assertThat(answer.status()).as("%s %s: %s", read, when, answer.text()).isEqualTo(200);
    }
  }

  /** The shortest and the longest once, the others in between, in any order. */
  private List<Long> absences() {
    List<Long> absences = new ArrayList<>(List.of(SHORTEST_MILLIS, LONGEST_MILLIS));
    while (absences.size() < CRASHES) {
      absences.add(random.nextLong(SHORTEST_MILLIS, USUAL_MILLIS));
    }
    Collections.shuffle(absences, random);
    return absences;
  }
}
