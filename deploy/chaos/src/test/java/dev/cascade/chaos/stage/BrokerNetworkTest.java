package dev.cascade.chaos.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cascade.local.platform.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Needs root; elsewhere the command leaves these faults out, and so does this test. */
class BrokerNetworkTest {

  private static final int PORT = 18_080;

  private BrokerNetwork network;
  private Process server;

  @BeforeEach
  void serveInside() throws IOException {
    assumeTrue(BrokerNetwork.missing().isEmpty(), "no network of its own on this machine");
    network = BrokerNetwork.create();
    List<String> command = new ArrayList<>(BrokerNetwork.wrapper());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jwebserver").toString(),
            "-b",
            BrokerNetwork.INSIDE,
            "-p",
            Integer.toString(PORT)));
    server = new ProcessBuilder(command).redirectErrorStream(true).start();
    Awaitility.await().until(this::answers);
  }

  @AfterEach
  void end() {
    if (server != null) {
      server.destroyForcibly();
      BrokerNetwork.remove();
    }
  }

  @Test
  void whoIsCutOffAnswersNobodyUntilJoinedAgain() {
    network.cut();
    assertThat(answers()).isFalse();

    network.join();
    Awaitility.await().until(this::answers);
  }

  @Test
  void aSlowNetworkStillWorksAndIsFastAgainAfterwards() {
    network.slow();
    assertThat(Shell.run("tc", "qdisc", "show", "dev", "cschaos0").said())
        .containsAnyOf("netem", "tbf");
    Awaitility.await().until(this::answers);

    network.fast();
    assertThat(Shell.run("tc", "qdisc", "show", "dev", "cschaos0").said())
        .doesNotContain("netem", "tbf");
  }

  private boolean answers() {
    return Ports.accepts(BrokerNetwork.INSIDE, PORT);
  }
}
