package dev.cascade.payments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.control.GateCommand;
import dev.cascade.schemas.ControlCommand;
import dev.cascade.schemas.ControlMode;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.RegistryUnavailableException;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ControlTopicsTest {

  private static final Duration POLL = Duration.ofMillis(100);

  private final TestPlatform platform = TestPlatform.shared();
  private final String command = "resume-" + platform.freshId();
  private final List<String> obeyed = new ArrayList<>();

  @BeforeEach
  void aCommandWasGiven() {
    try (TopicWriter writer = platform.writer()) {
      writer.send(
          Topics.CONTROL_COMMANDS,
          "payments",
          new ControlCommand("payments", command, ControlMode.RUN, null, 0L, Instant.now()));
    }
  }

  @Test
  @Timeout(60)
  void handOnEveryCommandThatWasEverGiven() {
    try (ControlTopics topics = topics(platform.registryUrl())) {
      while (!topics.isCaughtUp()) {
        topics.poll(POLL);
      }
    }
    assertThat(obeyed).contains(command);
  }

  /** It may be the one that closes the gate: who passes it opens the gate. */
  @Test
  @Timeout(60)
  void doNotPassACommandThatOnlyTheRegistryCouldSayHowToRead() {
    try (ControlTopics topics = topics("http://localhost:1")) {
      assertThatThrownBy(
              () -> {
                while (!topics.isCaughtUp()) {
                  topics.poll(POLL);
                }
              })
          .isInstanceOf(RegistryUnavailableException.class);
    }
    assertThat(obeyed).isEmpty();
  }

  private ControlTopics topics(String registryUrl) {
    StreamsSettings settings =
        SettingsOf.of(
            StreamsSettings.class,
            Map.of(
                "cascade.streams.bootstrap-servers",
                platform.bootstrapServers(),
                "cascade.streams.instance-id",
                "control-topics-test"));
    PaymentSerdes serdes =
        PaymentSerdes.over(new AvroSerdes(new SchemaRegistryClient(registryUrl)));
    return new ControlTopics(serdes, settings, this::obey, _ -> {});
  }

  private void obey(GateCommand given) {
    obeyed.add(given.commandId());
  }
}
