package dev.cascade.local.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.PlatformServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several things that were asked for at once, of which one cannot be. */
class HomeDecisionsTest {

  private static final HomePlatform.Wish OWN = new HomePlatform.Wish(null, null, null, null);
  private static final HomePlatform.Wish THEIRS =
      new HomePlatform.Wish("elsewhere:9092", null, null, null);
  private static final List<String> CONNECT = List.of("connect");
  private static final List<String> NONE = List.of();

  @TempDir Path home;
  private Installation installation;
  private HomeDecisions decisions;

  @BeforeEach
  void inAFreshHome() {
    installation = new Installation(home, home, 0);
    decisions =
        new HomeDecisions(
            installation, new Progress(new PrintStream(new ByteArrayOutputStream(), true, UTF_8)));
  }

  @Test
  void theKafkaOfOthersIsNotKeptWhenConnectCannotBeOnIt() {
    assertRefused(
        new HomeDecisions.Wish(THEIRS, false, null, CONNECT, NONE, false, false),
        NONE,
        "a Kafka of the home's own");
  }

  @Test
  void aHomeIsNotSecuredWhenConnectCannotBeInIt() {
    assertRefused(
        new HomeDecisions.Wish(OWN, true, 3, CONNECT, NONE, false, false), NONE, "not secured");
  }

  @Test
  void threeBrokersAreNotKeptWhenTheServicesCannotBeBoth() {
    assertRefused(
        new HomeDecisions.Wish(OWN, false, 3, CONNECT, NONE, true, true),
        NONE,
        "--native and --jvm exclude each other");
  }

  @Test
  void nothingIsKeptWhenThereIsNoSuchPart() {
    assertRefused(
        new HomeDecisions.Wish(OWN, true, 3, NONE, NONE, true, false),
        List.of("nobody"),
        "No part is called 'nobody'");
  }

  @Test
  void aPartThatTheHomeIsAboutToHaveCanBeNamed() {
    decisions.settle(
        new HomeDecisions.Wish(OWN, false, 3, CONNECT, NONE, false, false),
        List.of("kafka#3", "postgres"));

    assertThat(Ecosystem.of(installation).all())
        .extracting(PlatformServer::name)
        .contains("kafka#3", "postgres", "connect");
  }

  private void assertRefused(HomeDecisions.Wish wish, List<String> parts, String told) {
    assertThatThrownBy(() -> decisions.settle(wish, parts)).hasMessageContaining(told);
    assertThat(HomeSettings.file(home)).doesNotExist();
    assertThat(home.resolve("secrets")).doesNotExist();
  }
}
