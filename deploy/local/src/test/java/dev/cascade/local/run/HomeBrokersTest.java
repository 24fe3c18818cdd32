package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeBrokersTest {

  @TempDir Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Installation installation;

  @BeforeEach
  void install() {
    installation = Installation.of(directory, Map.of("CASCADE_HOME", "home"));
  }

  @Test
  void withoutTheFlagThereIsOneBrokerAsEver() {
    settle(null);

    assertThat(brokers()).containsExactly("kafka");
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void aFreshHomeGetsThreeWhichEveryLaterCommandKnowsByNameAndPort() {
    settle(3);
    settle(null);

    assertThat(brokers()).containsExactly("kafka", "kafka#2", "kafka#3");
    Ecosystem ecosystem = Ecosystem.of(installation);
    assertThat(ecosystem.server("kafka#3").ports().values()).containsExactly(9096, 9097);
    assertThat(ecosystem.kafka().bootstrapServers())
        .isEqualTo("127.0.0.1:9092,127.0.0.1:9094,127.0.0.1:9096");
    assertThat(said.toString()).contains("3 brokers");
  }

  @Test
  void aHomeWithDataKeepsItsNumberAndSaysWhatToDo() throws IOException {
    Files.createDirectories(installation.data("kafka"));

    assertThatThrownBy(() -> settle(3))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("CASCADE_HOME=")
        .hasMessageContaining("./cascade reset");
    assertThat(brokers()).containsExactly("kafka");
  }

  @Test
  void otherNumbersAreRefused() {
    assertThatThrownBy(() -> settle(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be 1 or 3");
  }

  @Test
  void settingsThatSomebodyBrokeAreNamed() throws IOException {
    Files.createDirectories(installation.home());
    Files.writeString(installation.home().resolve("settings.properties"), "brokers=many");

    assertThatThrownBy(this::brokers)
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("settings.properties")
        .hasMessageContaining("must be 1 or 3");
  }

  @Test
  void aResetHomeHasOneAgain() {
    settle(3);

    new HomeFolder(installation.home()).wipe();

    assertThat(brokers()).containsExactly("kafka");
  }

  private List<String> brokers() {
    return Ecosystem.of(installation).kafka().brokers().stream().map(PlatformServer::name).toList();
  }

  private void settle(@Nullable Integer wanted) {
    new HomeBrokers(installation, new Progress(new PrintStream(said, true, StandardCharsets.UTF_8)))
        .settle(wanted);
  }
}
