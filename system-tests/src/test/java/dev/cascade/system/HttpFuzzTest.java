package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Everybody;
import dev.cascade.system.ecosystem.LoggedErrors;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.Steering;
import dev.cascade.system.fuzz.FuzzedServer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of every kind to every server of the ecosystem: none fails in a way that is the server's
 * fault, none leaves an error in a log, each refusal is a problem document, and work goes on.
 * {@code -Dseed=N} repeats a run.
 */
@SystemTest
class HttpFuzzTest {

  private static final int REQUESTS = 250;

  private final Ecosystem ecosystem;
  private final long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1L << 52));
  private final Random random = new Random(seed);
  private final List<FuzzedServer> servers;

  HttpFuzzTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.servers =
        Stream.concat(
                Ecosystem.SERVICES.stream().map(it -> FuzzedServer.service(ecosystem.url(it))),
                Stream.of(FuzzedServer.console(ecosystem.consoleUrl())))
            .toList();
  }

  @Test
  void noRequestIsTheServersFault() {
    LoggedErrors errors = LoggedErrors.fromNow(ecosystem);

    List<String> faults = faults(servers);

    assertThat(faults).as("with -Dseed=" + seed).isEmpty();
    workGoesOn("after-fuzzing");
    assertThat(errors.lines()).as("logged with -Dseed=" + seed).isEmpty();
  }

  @Test
  void noRequestThatSteersOthersIsTheServersFaultAndAllCanBePutRightAgain() {
    LoggedErrors errors = LoggedErrors.fromNow(ecosystem);
    Steering before = Steering.now(ecosystem);

    List<String> faults;
    try {
      faults =
          faults(
              Stream.of("payments", "orders")
                  .map(service -> FuzzedServer.steering(ecosystem.url(service)))
                  .toList());
    } finally {
      before.restore();
    }

    assertThat(faults).as("with -Dseed=" + seed).isEmpty();
    workGoesOn("after-steering");
    assertThat(errors.lines()).as("logged with -Dseed=" + seed).isEmpty();
  }

  private List<String> faults(List<FuzzedServer> fuzzed) {
    System.out.println("HTTP fuzzing with -Dseed=" + seed);
    return fuzzed.stream().flatMap(it -> it.faults(random, REQUESTS).stream()).toList();
  }

  private void workGoesOn(String order) {
    Orders orders = new Orders(ecosystem);
    orders.postUntilAccepted(OrderBody.of(order, "0", "STOCKINGS", 1, "2.00"));
    assertThat(orders.settled(order).field("state")).isEqualTo("CONFIRMED");
    Everybody.isReady(ecosystem);
    var unused = Quiet.historyOf(ecosystem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/orders/%zz", "/v1/x?timeout=%zz", "/%", "/api/orders/v1/orders/%zz", "/?%"})
  void aMalformedEscapeIsABadRequestEverywhere(String address) {
    assertThat(servers)
        .allSatisfy(server -> assertThat(server.statusOfProblem(address)).isEqualTo(400));
  }
}
