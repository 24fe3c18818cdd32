package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.Traffic;
import dev.cascade.system.history.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A service dies at once, orders under way; it is started again, and nothing is lost or doubled.
 */
@SystemTest
class KilledServiceTest {

  static final List<String> SERVICES = Ecosystem.SERVICES;

  private final Ecosystem ecosystem;
  private final Orders orders;

  KilledServiceTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void everyAcceptedOrderSettlesAfterAKill(String service) {
    List<String> accepted = acceptedAroundAKillOf(service);

    Map<String, Fields> known = Quiet.historyOf(ecosystem).table(Topics.ORDERS);

    assertThat(known).containsKeys(accepted.toArray(String[]::new));
    assertThat(accepted.stream().map(known::get))
        .allSatisfy(order -> assertThat(isFine(order)).as(order.toString()).isTrue());
    assertThat(known.get(accepted.getLast()).text("state")).isEqualTo("CONFIRMED");
  }

  private List<String> acceptedAroundAKillOf(String service) {
    try (Traffic traffic = Traffic.start(orders, "kill-" + service + "-")) {
      traffic.awaitMore(5);
      ecosystem.kill(service);
      ecosystem.up();
      traffic.awaitMore(5);
      return traffic.accepted();
    }
  }

  /**
   * An order that no verdict reaches before its deadline fails; a slow machine may take so long.
   */
  private static boolean isFine(Fields order) {
    return switch (order.text("state")) {
      case "CONFIRMED" -> true;
      case "FAILED" ->
          order.list("reasons").stream()
              .allMatch(reason -> reason.text("code").equals("no-verdict"));
      default -> false;
    };
  }
}
