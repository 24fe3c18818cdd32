package dev.cascade.payments.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.ControlCommand;
import dev.cascade.schemas.ControlMode;
import dev.cascade.schemas.ControlState;
import dev.cascade.schemas.ControlStatus;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance that starts when many commands were given, the last of which is to pause. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(
    value = GateStartTest.ManyCommands.class,
    scope = TestResourceScope.RESTRICTED_TO_CLASS)
class GateStartTest {

  private static final String INSTANCE = "a-new-instance:1";
  private static final String LAST = "the-last";
  private static final String PATIENCE = "?timeout=20000";

  private final TestPlatform platform = TestPlatform.shared();
  private final Api api = new Api();
  private final String id = platform.freshId();

  /** Gives more commands than one poll of the control topics brings. */
  public static final class ManyCommands implements QuarkusTestResourceLifecycleManager {
    private static final int COMMANDS = 510;

    @Override
    public Map<String, String> start() {
      try (TopicWriter writer = TestPlatform.shared().writer()) {
        for (int i = 0; i < COMMANDS; i++) {
          writer.send(
              Topics.CONTROL_COMMANDS, "payments", command("earlier-" + i, ControlMode.RUN));
        }
        writer.send(Topics.CONTROL_COMMANDS, "payments", command(LAST, ControlMode.PAUSE));
      }
      return Map.of("cascade.streams.advertised-host", INSTANCE);
    }

    private static ControlCommand command(String id, ControlMode mode) {
      return new ControlCommand("payments", id, mode, null, 0L, Instant.now());
    }

    @Override
    public void stop() {}
  }

  @BeforeEach
  void awaitReadiness() {
    api.awaitReady();
  }

  @AfterEach
  void openTheGate() {
    assertThat(api.post("/v1/control/resume" + PATIENCE).statusCode()).isEqualTo(200);
  }

  @Test
  void theFirstThingThatANewInstanceSaysIsThatItObeysTheLastCommand() {
    try (TopicReader<ControlStatus> status =
            platform.reader(Topics.CONTROL_STATUS, ControlStatus.class);
        TopicReader<Payment> legs = platform.reader(Topics.PAYMENTS_INFLIGHT, Payment.class)) {
      status.awaitRecord(it -> LAST.equals(it.present().getCommandId()));
      assertThat(api.pay("p-" + id, "world", "merchant", "0.01").statusCode()).isEqualTo(202);
      assertThat(api.get("/v1/payments/p-" + id + PATIENCE).jsonPath().getString("state"))
          .isEqualTo("INCOMING");

      assertThat(ofTheInstance(platform)).containsExactly(LAST + " " + ControlState.PAUSED);
      assertThat(legs.readToEnd()).noneMatch(it -> ("p-" + id).equals(it.present().getId()));
    }
  }

  private static List<String> ofTheInstance(TestPlatform platform) {
    try (TopicReader<ControlStatus> status =
        platform.reader(Topics.CONTROL_STATUS, ControlStatus.class)) {
      return status.readToEnd().stream()
          .map(ReceivedRecord::present)
          .filter(it -> it.getInstance().equals(INSTANCE))
          .map(it -> it.getCommandId() + " " + it.getState())
          .toList();
    }
  }
}
