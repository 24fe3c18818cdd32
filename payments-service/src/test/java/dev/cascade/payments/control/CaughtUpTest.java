package dev.cascade.payments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Who changes a command in part waits until he knows the whole of it. */
class CaughtUpTest {

  private final CaughtUp commands = new CaughtUp();
  private final AtomicReference<String> mode = new AtomicReference<>("RUN");

  @Test
  void whatIsKnownAnswersAtOnce() {
    commands.reach();

    assertThat(asked(Duration.ZERO)).isCompletedWithValue("RUN");
  }

  @Test
  void whatIsNotKnownByTheDeadlineIsUnavailable() {
    assertThatThrownBy(() -> asked(Duration.ZERO).get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class, it -> assertThat(it.problem().status()).isEqualTo(503));
  }

  @Test
  void theAnswerIsThatOfTheMomentInWhichItIsKnown() throws Exception {
    commands.reach();
    commands.begin();
    CompletableFuture<String> asked = asked(Duration.ofSeconds(10));
    assertThat(asked).isNotDone();

    mode.set("PAUSE");
    commands.reach();

    assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo("PAUSE");
  }

  private CompletableFuture<String> asked(Duration patience) {
    return commands.once(Deadline.in(patience), mode::get).toCompletableFuture();
  }
}
