package dev.cascade.streams.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.streams.journal.Backlog.Due;
import dev.cascade.testing.SettingsOf;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorHandlerTest {

  private static final String OWN_THREAD = "journal";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final JournalSettings settings =
      SettingsOf.of(
          JournalSettings.class,
          Map.of(
              "cascade.journal.service", "some-service",
              "cascade.journal.most-message-chars", "50",
              "cascade.journal.most-stack-chars", "500"));
  private final Outbox<LoggedError> errors =
      new Outbox<>("errors", new Backlog<>(5, Duration.ofSeconds(10)), _ -> new byte[0], meters);
  private final ErrorHandler handler =
      new ErrorHandler(errors, settings, InstantSource.system(), OWN_THREAD::equals);

  @Test
  void aWarningIsTakenAsTheLogShowsIt() {
    ExtLogRecord logged = record(Level.WARNING, "Order %s waits for %d ms", "o-1", 7);
    logged.putMdc("traceId", "0af7651916cd43dd8448eb211c80319c");
    logged.setThreadName("worker-1");

    handler.publish(logged);

    assertThat(taken())
        .containsExactly(
            new LoggedError(
                "WARN",
                "some.Logger",
                "Order o-1 waits for 7 ms",
                null,
                "worker-1",
                "0af7651916cd43dd8448eb211c80319c"));
  }

  @Test
  void whatIsLessThanAWarningIsNotTaken() {
    handler.publish(record(Level.INFO, "All is well"));

    assertThat(taken()).isEmpty();
  }

  @Test
  void theSameWordsAboutOtherThingsAreRepeats() {
    handler.publish(record(Level.WARNING, "Order %s waits", "o-1"));
    handler.publish(record(Level.WARNING, "Order %s waits", "o-2"));
    handler.publish(formatted("[Consumer clientId=a] Node 1 at port 9092 is away"));
    handler.publish(formatted("[Producer clientId=b] Node 2 at port 9093 is away"));

    assertThat(due()).extracting(Due::count).containsExactly(2L, 2L);
  }

  @Test
  void anotherLoggerLevelOrFailureIsNoRepeat() {
    handler.publish(record(Level.WARNING, "It failed"));
    handler.publish(record(Level.SEVERE, "It failed"));
    ExtLogRecord elsewhere = record(Level.WARNING, "It failed");
    elsewhere.setLoggerName("other.Logger");
    handler.publish(elsewhere);
    ExtLogRecord why = record(Level.WARNING, "It failed");
    why.setThrown(new IllegalStateException("no"));
    handler.publish(why);

    assertThat(due()).hasSize(4);
  }

  @Test
  void aLongMessageAndAnEndlessStackAreCut() {
    ExtLogRecord logged = record(Level.SEVERE, "m".repeat(10_000));
    logged.setThrown(deep(5_000));

    handler.publish(logged);

    assertThat(taken())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.level()).isEqualTo("ERROR");
          assertThat(error.message()).hasSize(53).endsWith("m...");
          assertThat(error.stack())
              .hasSize(503)
              .startsWith("java.lang.StackOverflowError: deep")
              .endsWith("...");
        });
  }

  @Test
  void whatDoesNotFitIsCountedAndTheCallerGoesOn() {
    for (String word : List.of("a", "b", "c", "d", "e", "f", "g")) {
      handler.publish(record(Level.WARNING, word));
    }

    assertThat(taken()).hasSize(5);
    assertThat(dropped()).isEqualTo(2);
    assertThat(meters.get("cascade.journal.waiting").gauge().value()).isEqualTo(5);
  }

  @Test
  void nobodyWaitsForAnotherWhoseMessageTakesLongToRender() throws Exception {
    CountDownLatch rendering = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Object slow =
        new Object() {
          @Override
          public String toString() {
            rendering.countDown();
            return awaited(goOn);
          }
        };
    Thread first =
        Thread.ofPlatform().start(() -> handler.publish(record(Level.WARNING, "%s", slow)));
    rendering.await();

    try {
      CompletableFuture.runAsync(() -> handler.publish(record(Level.WARNING, "another")))
          .get(10, TimeUnit.SECONDS);

      assertThat(taken()).extracting(LoggedError::message).containsExactly("another");
    } finally {
      goOn.countDown();
      first.join();
    }
    assertThat(taken()).hasSize(2);
  }

  @Test
  void aMessageThatCannotBeRenderedIsCountedAndFailsNobody() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("cannot be shown");
          }
        };

    handler.publish(record(Level.WARNING, "%s", broken));

    assertThat(taken()).isEmpty();
    assertThat(dropped()).isEqualTo(1);
  }

  @Test
  void whatTheJournalItselfLogsIsNotTaken() throws InterruptedException {
    Thread own =
        Thread.ofPlatform()
            .name(OWN_THREAD)
            .start(() -> handler.publish(record(Level.SEVERE, "Kafka is away")));
    own.join();

    assertThat(taken()).isEmpty();
  }

  private List<Due<LoggedError>> due() {
    return errors.backlog().all();
  }

  private List<LoggedError> taken() {
    return due().stream().map(Due::note).toList();
  }

  private double dropped() {
    return meters.get("cascade.journal.dropped").tag("topic", "errors").counter().count();
  }

  private static ExtLogRecord record(Level level, String template, @Nullable Object... parameters) {
    ExtLogRecord logged =
        new ExtLogRecord(level, template, FormatStyle.PRINTF, ErrorHandlerTest.class.getName());
    logged.setLoggerName("some.Logger");
    logged.setParameters(parameters);
    return logged;
  }

  /** As Kafka's clients log. */
  private static ExtLogRecord formatted(String message) {
    ExtLogRecord logged =
        new ExtLogRecord(Level.WARNING, message, FormatStyle.NO_FORMAT, "some.Class");
    logged.setLoggerName("some.Logger");
    return logged;
  }

  private static Throwable deep(int frames) {
    StackOverflowError failure = new StackOverflowError("deep");
    StackTraceElement[] stack = new StackTraceElement[frames];
    Arrays.fill(stack, new StackTraceElement("some.Class", "method", "File.java", 1));
    failure.setStackTrace(stack);
    return failure;
  }

  private static String awaited(CountDownLatch latch) {
    try {
      latch.await();
      return "at last";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
