package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.Ports;
import dev.cascade.local.platform.ServerFailedException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping real processes; the mail server is the lightest. */
class StartupTest {

  private static final List<Integer> MAIL_PORTS = List.of(3025, 3080);

  @TempDir Path directory;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new PrintStream(output, true, StandardCharsets.UTF_8));
  private Installation installation;

  @BeforeEach
  void install() {
    installation =
        Installation.of(
            directory.resolve("checkout"),
            Map.of(
                "CASCADE_HOME", directory.resolve("home").toString(),
                "CASCADE_PORT_OFFSET", Integer.toString(freeOffset())));
  }

  @AfterEach
  void stop() {
    new Shutdown(found(), progress).stopAll();
  }

  @Test
  void whatRunsIsFoundByTheNextLauncherAndNotStartedAgain() {
    start(found(), "mail");
    long pid = found().mail().pid();

    start(found(), "mail");

    assertThat(found().mail().pid()).isEqualTo(pid);
    assertThat(output.toString(StandardCharsets.UTF_8)).contains("everything runs already");
  }

  @Test
  void whatWasKilledIsStartedAgain() {
    start(found(), "mail");
    long pid = found().mail().pid();
    found().mail().kill();
    assertThat(new StatusTable(found()).lines()).anyMatch(line -> line.matches("mail +died.*"));

    start(found(), "mail");

    assertThat(found().mail().pid()).isNotEqualTo(pid);
    assertThat(new StatusTable(found()).lines()).anyMatch(line -> line.matches("mail +ready.*"));
  }

  @Test
  void whenOnePartFailsThoseThatThisStartupStartedAreStoppedAgain() {
    Ecosystem ecosystem = found();

    assertThatThrownBy(() -> start(ecosystem, "mail", "orders"))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("orders")
        .hasMessageContaining("not built");

    assertThat(ecosystem.mail().isAlive()).isFalse();
    assertThat(found().mail().isAlive()).isFalse();
  }

  @Test
  void whatRanBeforeIsLeftAloneWhenAnotherPartFails() {
    start(found(), "mail");
    long pid = found().mail().pid();
    Ecosystem ecosystem = found();
    Startup startup = new Startup(ecosystem, List.of(ecosystem.mail()), progress);

    // The failure of one part interrupts those that are being waited for.
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> startup.bring(ecosystem.mail()))
        .isInstanceOf(ServerFailedException.class);
    assertThat(Thread.interrupted()).isTrue();

    assertThat(found().mail().isReady()).isTrue();
    assertThat(found().mail().pid()).isEqualTo(pid);
  }

  private void start(Ecosystem ecosystem, String... parts) {
    new Startup(
            ecosystem,
            IntStream.range(0, parts.length).mapToObj(i -> ecosystem.server(parts[i])).toList(),
            progress)
        .run();
  }

  private Ecosystem found() {
    return Ecosystem.of(installation);
  }

  private static int freeOffset() {
    return IntStream.iterate(20_000, offset -> offset < 50_000, offset -> offset + 37)
        .filter(offset ->
            MAIL_PORTS.stream().noneMatch(port -> Ports.accepts("127.0.0.1", port + offset)))
        .findFirst()
        .orElseThrow();
  }
}
