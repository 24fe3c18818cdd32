package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.ExtraInstance;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads go on from a standby copy while the owner of an order is away. */
@SystemTest
class StandbyReadsTest {

  private static final int ORDERS = 8;
  private static final String PATIENCE = "timeout=15000";
  private static final Duration BOUND = Duration.ofSeconds(90);

  /** The owner is missed for so long; the reads below need a small part of it. */
  private static final Map<String, String> WITH_STANDBY =
      Map.of(
          "CASCADE_STREAMS_STANDBYS", "1",
          "CASCADE_STREAMS_STANDBY_READ_MAX_LAG", "1000",
          "CASCADE_STREAMS_SESSION_TIMEOUT", "20S");

  private final HomeEcosystem ecosystem;
  private final Http http = new Http();
  private final ExtraInstance first;
  private final ExtraInstance second;

  StandbyReadsTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.first = ecosystem.another("orders", 4, WITH_STANDBY);
    this.second = ecosystem.another("orders", 5, WITH_STANDBY);
  }

  @BeforeEach
  void runTwoWithStandbys() {
    ecosystem.kill("orders");
    first.start();
    second.start();
  }

  @AfterEach
  void runTheUsualOneAgain() {
    first.close();
    second.close();
    ecosystem.up();
    ecosystem.awaitTakenOver("orders", "/v1/orders?limit=1");
  }

  @Test
  void aStandbyAnswersWithTheWriteWhileTheOwnerIsAway() {
    Map<String, String> positions = placed();
    Awaitility.await("the copies to have caught up")
        .atMost(BOUND)
        .until(() -> positions.entrySet().stream().allMatch(this::isCopied));

    first.kill();

    List<String> fromStandby = new ArrayList<>();
    positions.forEach((id, position) -> {
      Http.Answer seen = read(second, id, position);
      assertThat(seen.status()).as(seen.text()).isEqualTo(200);
      assertThat(seen.field("state")).isNotEqualTo("CREATED");
      if (seen.isFromStandby()) {
        fromStandby.add(id);
      }
    });
    assertThat(fromStandby).as("orders of the instance that is away").isNotEmpty();
  }

  private Map<String, String> placed() {
    Map<String, String> positions = new HashMap<>();
    for (int number = 0; number < ORDERS; number++) {
      OrderBody order = OrderBody.of("standby-" + number, "c-1", "UNDERPANTS", 1, "1.00");
      Http.Answer written = http.post(first.url() + "/v1/orders?" + PATIENCE, order.json());
      assertThat(written.status()).as(written.text()).isEqualTo(201);
      positions.put(order.id(), written.position());
      assertThat(read(second, order.id(), written.position()).status()).isEqualTo(200);
    }
    return positions;
  }

  private Http.Answer read(ExtraInstance instance, String id, String position) {
    return http.get(
        instance.url() + "/v1/orders/" + id + "/validated?" + PATIENCE + "&position=" + position);
  }

  /** Of two instances one owns the order; the other one answers from its copy once it is there. */
  private boolean isCopied(Map.Entry<String, String> written) {
    return Stream.of(first, second)
        .anyMatch(instance -> read(instance, written.getKey(), written.getValue()).isFromStandby());
  }
}
