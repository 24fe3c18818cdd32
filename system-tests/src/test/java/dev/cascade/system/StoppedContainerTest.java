package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.containers.ContainerEcosystem;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.Traffic;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A container is asked to leave, orders under way: its service does, in time, and comes back. */
@SystemTest
@Tag("containers")
class StoppedContainerTest {

  /** What a JVM ends with that SIGTERM has ended; after the grace it would be 137. */
  private static final int BY_SIGTERM = 143;

  static final List<String> SERVICES = Ecosystem.SERVICES;

  private final ContainerEcosystem ecosystem;

  StoppedContainerTest(ContainerEcosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void aServiceLeavesWithinItsGraceAndNoAcceptedOrderIsLost(String service) {
    List<String> accepted;
    try (Traffic traffic = Traffic.start(new Orders(ecosystem), "stop-" + service + "-")) {
      traffic.awaitMore(5);

      int code = ecosystem.stop(service);

      assertThat(code).isEqualTo(BY_SIGTERM);
      ecosystem.up();
      traffic.awaitMore(5);
      accepted = traffic.accepted();
    }
    assertThat(Quiet.historyOf(ecosystem).table(Topics.ORDERS))
        .containsKeys(accepted.toArray(String[]::new));
  }
}
