package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.ServerFailedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

  @TempDir Path home;

  @Test
  void oneLauncherAtATimeIsAtWork() {
    try (HomeLock first = HomeLock.take(home)) {
      assertThatThrownBy(() -> HomeLock.take(home))
          .isInstanceOf(ServerFailedException.class)
          .hasMessageContaining("Another ./cascade");
    }

    assertThatCode(() -> HomeLock.take(home).close()).doesNotThrowAnyException();
  }
}
