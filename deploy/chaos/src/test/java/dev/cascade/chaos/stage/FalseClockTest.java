package dev.cascade.chaos.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Needs libfaketime, which the project's CI installs; elsewhere the command leaves this fault out,
 * and so does this test.
 */
class FalseClockTest {

  private static final long HOUR = 3600;
  private static final long NEAR = 60;
  private static final long WAIT_MILLIS = 100;

  @TempDir Path scratch;
  private FalseClock clock;
  private Process process;
  private BufferedReader said;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(
        FalseClock.missing().isEmpty() || System.getenv("CASCADE_CI") != null,
        "no false clocks on this machine");
    clock = new FalseClock(scratch.resolve("clock"));
    clock.set(Duration.ofSeconds(-HOUR));
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Clocks.class.getName());
    java.environment().putAll(clock.environment());
    process = java.redirectErrorStream(true).start();
    said = process.inputReader(StandardCharsets.UTF_8);
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /**
   * Whenever it is asked waits for a moment, then says both clocks and how long that took, in ms.
   */
  static final class Clocks {
    public static void main(String[] arguments) throws IOException, InterruptedException {
      while (System.in.read() >= 0) {
        long start = System.nanoTime();
        new CountDownLatch(1).await(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        long end = System.nanoTime();
        System.out.println(
            System.currentTimeMillis() + " " + end / 1_000_000 + " " + (end - start) / 1_000_000);
      }
    }
  }

  @Test
  void aJvmHasAClockOfItsOwnThatIsSetWhileItRuns() {
    String[] behind = ask();
    assertThat(ahead(behind)).isBetween(-HOUR - NEAR, -HOUR + NEAR);

    clock.set(Duration.ofSeconds(HOUR));
    await().untilAsserted(() -> assertThat(ahead(ask())).isBetween(HOUR - NEAR, HOUR + NEAR));

    clock.set(Duration.ZERO);
    await().untilAsserted(() -> assertThat(ahead(ask())).isBetween(-NEAR, NEAR));
    assertThat(Long.parseLong(ask()[1]) - Long.parseLong(behind[1]))
        .as("the monotonic clock stays as it is")
        .isBetween(0L, NEAR * 1000);
  }

  @Test
  void whoWaitsForATimeWaitsForIt() {
    assertThat(Long.parseLong(ask()[2])).isGreaterThanOrEqualTo(WAIT_MILLIS);
    clock.set(Duration.ofSeconds(HOUR));
    assertThat(Long.parseLong(ask()[2])).isGreaterThanOrEqualTo(WAIT_MILLIS);
  }

  private static long ahead(String[] clocks) {
    return (Long.parseLong(clocks[0]) - System.currentTimeMillis()) / 1000;
  }

  private String[] ask() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      return said.readLine().split(" ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
