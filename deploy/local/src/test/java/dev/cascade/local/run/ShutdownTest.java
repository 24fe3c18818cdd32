package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code down} and {@code reset} do with a home whose settings are of no use. */
class ShutdownTest {

  private static final List<String> SERVERS =
      List.of("kafka", "kafka#3", "registry", "mail", "orders", "orders#9", "console", "entry");

  @TempDir Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
  private final List<Process> running = new ArrayList<>();
  private Installation installation;

  @BeforeEach
  void runAHome() throws IOException {
    installation = Installation.of(directory, Map.of("CASCADE_HOME", "home"));
    RunFolder run = new RunFolder(installation.home().resolve("run"));
    for (String server : SERVERS) {
      Process process = new ProcessBuilder("sleep", "60").start();
      running.add(process);
      run.remember(server, process.toHandle());
    }
  }

  @AfterEach
  void endAll() {
    running.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"brokers=7", "instances.orders=many", "kafka=\\u00zz", "brokers=1", "brokers=\0"})
  void allThatRunsIsStoppedWhateverTheSettingsSay(String settings) throws IOException {
    Files.writeString(HomeSettings.file(installation.home()), settings);

    down();

    assertThat(running).noneMatch(Process::isAlive);
    assertThat(SERVERS).allMatch(server -> said().contains(server + " "));
    assertThat(installation.home().resolve("run")).isEmptyDirectory();
    if (!settings.equals("brokers=1")) {
      assertThat(said()).contains("settings.properties", "Mend it");
      assertThat(HomeSettings.file(installation.home())).hasContent(settings);
    }
  }

  @Test
  void settingsThatCannotBeReadAreDeletedWithTheData() throws IOException {
    Files.createDirectories(HomeSettings.file(installation.home()).resolve("a-folder"));

    down();
    List<String> elsewhere = HomePlatform.elsewhere(installation);
    new HomeFolder(installation.home()).wipe();

    assertThat(running).noneMatch(Process::isAlive);
    assertThat(said()).contains("settings.properties cannot be read");
    assertThat(elsewhere).singleElement().asString().contains("of others, if it used any");
    assertThat(HomeSettings.file(installation.home())).doesNotExist();
  }

  private void down() {
    Shutdown.everything(installation, progress);
    Scaling.forgetIdleEntry(installation);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
