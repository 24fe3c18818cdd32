package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerLaunch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private static final Duration BOUND = Duration.ofSeconds(30);

  private final Progress progress =
      new Progress(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

  @Test
  void aServerThatSaysItIsReadyAndThenNoticesThatItIsNotIsWaitedFor() {
    Scripted first = new Scripted("first", _ -> true);
    Scripted late = new Scripted("late", look -> look == 1 || look > 6);

    new Settling(List.of(first, late), progress).await(Duration.ofMillis(600), BOUND);

    assertThat(late.looks.get()).isGreaterThan(6);
  }

  @Test
  void withoutANewBrokerItIsEnoughThatAllAreReadyAtOnce() {
    Scripted server = new Scripted("server", _ -> true);

    new Settling(List.of(server), progress).await(Duration.ZERO, BOUND);

    assertThat(server.looks.get()).isEqualTo(1);
  }

  @Test
  void whatIsNotReadyInTheEndIsNamedWithItsReason() {
    Scripted fine = new Scripted("fine", _ -> true);
    Scripted stuck = new Scripted("payments", _ -> false);

    assertThatThrownBy(
            () -> new Settling(List.of(fine, stuck), progress).await(Duration.ZERO, Duration.ZERO))
        .isInstanceOf(Settling.NotSettledException.class)
        .hasMessageContaining("payments: payments-views REBALANCING")
        .hasMessageNotContaining("fine:");
  }

  /** A server whose answer to each look is known; its process is this one. */
  private static final class Scripted extends PlatformServer {

    private final AtomicInteger looks = new AtomicInteger();
    private final IntPredicate ready;

    Scripted(String name, IntPredicate ready) {
      super(name, Path.of("target", name + ".log"));
      this.ready = ready;
      adopt(ProcessHandle.current());
    }

    @Override
    protected ServerLaunch launch() {
      throw new IllegalStateException("It runs already");
    }

    @Override
    protected boolean answers() {
      return ready.test(looks.incrementAndGet());
    }

    @Override
    public SequencedMap<String, Integer> ports() {
      return new LinkedHashMap<>();
    }

    @Override
    public String complaint() {
      return "payments-views REBALANCING";
    }
  }
}
