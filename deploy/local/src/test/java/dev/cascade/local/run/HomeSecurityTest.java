package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.ServerFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeSecurityTest {

  @TempDir Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Installation installation;

  @BeforeEach
  void install() {
    installation = Installation.of(directory, Map.of("CASCADE_HOME", "home"));
  }

  @Test
  void withoutTheFlagItSaysAloudThatAllIsOpenAndMakesNothing() {
    settle(false);

    assertThat(said.toString()).contains("NOT SECURED").contains("--secure");
    assertThat(installation.secrets().exist()).isFalse();
  }

  @Test
  void aFreshHomeIsSecuredWithAFileForEachPart() {
    settle(true);

    assertThat(said.toString()).contains("It is secured").doesNotContain("NOT SECURED");
    ServiceDefinition.load()
        .forEach(service ->
            assertThat(installation.secrets().clientFile(service.name())).isNotEmptyFile());
  }

  @Test
  void aSecuredHomeStaysSoWithoutTheFlagAndSaysSo() throws IOException {
    settle(true);
    Files.createDirectories(installation.data("kafka"));
    String password = installation.secrets().password("fraud");
    said.reset();

    settle(false);

    assertThat(said.toString()).contains("as it was when it began");
    assertThat(installation.secrets().password("fraud")).isEqualTo(password);
  }

  @Test
  void aHomeThatWasStartedOpenIsNotSecuredOverItsDataButSaysWhatToDo() throws IOException {
    Files.createDirectories(installation.data("kafka"));

    assertThatThrownBy(() -> settle(true))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("CASCADE_HOME=")
        .hasMessageContaining("./cascade reset");
    assertThat(installation.secrets().exist()).isFalse();
  }

  @Test
  void aResetHomeIsFreshAgain() {
    settle(true);

    new HomeFolder(installation.home()).wipe();

    assertThat(installation.secrets().exist()).isFalse();
  }

  private void settle(boolean wanted) {
    new HomeSecurity(
            installation, new Progress(new PrintStream(said, true, StandardCharsets.UTF_8)))
        .settle(wanted);
  }
}
