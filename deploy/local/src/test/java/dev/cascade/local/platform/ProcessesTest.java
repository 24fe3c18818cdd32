package dev.cascade.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessesTest {

  private static final int PROCESSES = 300;
  private static final int LOOKS = 200;
  private static final Duration BOUND = Duration.ofSeconds(30);

  /** Each is reaped some moment after it ended; what is looked at vanishes during some look. */
  @Test
  void whatHasEndedIsNeverSeenAliveAgain() throws IOException {
    for (int number = 0; number < PROCESSES; number++) {
      ProcessHandle process = new ProcessBuilder("sleep", "60").start().toHandle();
      assertThat(Processes.isAlive(process)).isTrue();

      process.destroyForcibly();
      assertThat(Processes.awaitEnd(process, BOUND)).isTrue();

      for (int look = 0; look < LOOKS; look++) {
        assertThat(Processes.isAlive(process)).as("process %d, look %d", number, look).isFalse();
      }
    }
  }
}
