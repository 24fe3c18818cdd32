package dev.cascade.local.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeExtrasTest {

  private static final List<String> CONNECT = List.of("connect");
  private static final List<String> NONE = List.of();

  @TempDir Path home;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Installation installation;
  private HomeExtras extras;

  @BeforeEach
  void inAFreshHome() {
    installation = new Installation(home, home, 0);
    extras = new HomeExtras(installation, new Progress(new PrintStream(said, true, UTF_8)));
  }

  @Test
  void withoutAskingThereAreNoneAndNothingIsKept() {
    extras.settle(NONE, NONE, false);

    assertThat(parts()).doesNotContain("postgres", "connect");
    assertThat(HomeSettings.file(home)).doesNotExist();
  }

  @Test
  void whatWasChosenOnceStaysUntilItIsTakenBack() {
    extras.settle(CONNECT, NONE, false);
    extras.settle(NONE, NONE, false);
    assertThat(parts()).contains("postgres").endsWith("connect");

    extras.settle(NONE, CONNECT, false);
    assertThat(parts()).doesNotContain("postgres", "connect");
  }

  @Test
  void aHomeThatBeganWithoutItLoadsItsCustomersOnceMore() throws Exception {
    Path loaded = Files.createDirectories(home.resolve("data")).resolve("sample-data-loaded");
    Files.writeString(loaded, "fingerprint");

    extras.settle(CONNECT, NONE, false);

    assertThat(loaded).doesNotExist();
  }

  @Test
  void aSecuredHomeCannotHaveIt() {
    assertThatThrownBy(() -> extras.settle(CONNECT, NONE, true))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("not secured");
    assertThat(parts()).doesNotContain("connect");
  }

  @Test
  void aHomeOnTheKafkaOfOthersCannotHaveIt() {
    HomeSettings.of(home).with(Map.of(HomeSettings.KAFKA, "elsewhere:9092")).keep(home);

    assertThatThrownBy(() -> extras.settle(CONNECT, NONE, false))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("a Kafka of the home's own");
  }

  @Test
  void whatIsNotKnownIsRefusedByItsName() {
    assertThatThrownBy(() -> extras.settle(List.of("conect"), NONE, false))
        .hasMessage("--with must be connect, not 'conect'");
    assertThatThrownBy(() -> extras.settle(CONNECT, CONNECT, false))
        .hasMessageContaining("name the same part");
  }

  private List<String> parts() {
    return Ecosystem.of(installation).all().stream().map(PlatformServer::name).toList();
  }
}
