package dev.cascade.local.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Other systems have no sessions that share processors, and no {@code setsid}. */
@EnabledOnOs(OS.LINUX)
class BrokerFirstTest {

  private static final int LEAST_WANTED = 19;
  private static final Path AUTOGROUP = Path.of("/proc/self/autogroup");

  @Test
  void theProgramTakesTheProcessOver() throws Exception {
    Process process =
        started(BrokerFirst.yielding(List.of("/bin/sh", "-c", "echo $$ \"$1\"", "sh", "a b")));

    assertThat(output(process)).isEqualTo(process.pid() + " a b");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void theProgramIsNicerThanItsParent() throws Exception {
    int own = Integer.parseInt(output(started(List.of("nice"))));

    String niceness = output(started(BrokerFirst.yielding(List.of("nice"))));

    assertThat(niceness).isEqualTo(Integer.toString(Math.min(own + 5, LEAST_WANTED)));
  }

  /**
   * What a session allows is asked of another new one: the test's own may be older than every
   * session, as in a container whose first process never made one.
   */
  @Test
  void theSessionIsNicerWhereSessionsShareProcessors() throws Exception {
    String allowed = output(started(List.of("sh", "-c", "echo 0 > " + AUTOGROUP + " && echo yes")));
    String before = ownAutogroup();

    String session =
        output(started(BrokerFirst.yielding(List.of("sh", "-c", "cat " + AUTOGROUP + " || true"))));

    assertThat(session.contains("nice 5")).isEqualTo(allowed.equals("yes"));
    assertThat(ownAutogroup()).as("the test's own").isEqualTo(before);
  }

  private static String ownAutogroup() throws IOException {
    return Files.exists(AUTOGROUP) ? Files.readString(AUTOGROUP, UTF_8) : "";
  }

  /** In a session of its own, as servers are started. */
  private static Process started(List<String> command) throws IOException {
    List<String> words = new ArrayList<>(List.of("setsid"));
    words.addAll(command);
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }
}
