package dev.cascade.streams.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** What is printed of what Kafka's clients say, and that nothing else is left out. */
class RepeatsFilterTest {

  private static final String CLIENTS = "org.apache.kafka.clients.NetworkClient";
  private static final String FAILED =
      "[Producer clientId=%s] Got error produce response with correlation id %d on topic-partition"
          + " orders-%d, retrying (2147483%d attempts left). Error: NETWORK_EXCEPTION";

  private final RepeatsFilter filter = new RepeatsFilter();
  private Instant now = Instant.parse("2026-12-01T00:00:00Z");

  @Test
  void theSameOfAnyClientIsPrintedOnceInHalfAMinute() {
    assertThat(isPrinted(CLIENTS, Level.WARNING, FAILED.formatted("orders-1", 7, 0, 646))).isTrue();

    now = now.plusSeconds(29);
    assertThat(isPrinted(CLIENTS, Level.WARNING, FAILED.formatted("orders-1", 8, 0, 645)))
        .isFalse();
    assertThat(isPrinted(CLIENTS, Level.WARNING, FAILED.formatted("gate-2", 99, 0, 1))).isFalse();

    now = now.plusSeconds(1);
    assertThat(isPrinted(CLIENTS, Level.WARNING, FAILED.formatted("gate-2", 100, 0, 2))).isTrue();
    assertThat(isPrinted(CLIENTS, Level.WARNING, FAILED.formatted("orders-1", 9, 0, 3))).isFalse();
  }

  @Test
  void anotherTextIsPrinted() {
    assertThat(isPrinted(CLIENTS, Level.WARNING, FAILED.formatted("orders-1", 7, 0, 1))).isTrue();
    assertThat(isPrinted(CLIENTS, Level.WARNING, FAILED.formatted("orders-1", 7, 1, 1))).isTrue();
    assertThat(isPrinted(CLIENTS, Level.WARNING, "[Consumer a=b] Authentication failed")).isTrue();
  }

  @Test
  void errorsAndWhatOthersSayIsPrintedAlways() {
    for (int i = 0; i < 3; i++) {
      assertThat(isPrinted(CLIENTS, Level.SEVERE, "It ends")).isTrue();
      assertThat(isPrinted(CLIENTS, Level.FINE, "Who looks for something")).isTrue();
      assertThat(isPrinted("dev.cascade.orders.Lifecycle", Level.WARNING, "Again")).isTrue();
      assertThat(isPrinted(null, Level.WARNING, null)).isTrue();
    }
  }

  @Test
  void aClockThatIsSetBackSilencesNothing() {
    assertThat(isPrinted(CLIENTS, Level.WARNING, "away")).isTrue();

    now = now.minusMillis(1);
    assertThat(isPrinted(CLIENTS, Level.WARNING, "away")).isFalse();

    now = now.minus(Duration.ofDays(1));

    assertThat(isPrinted(CLIENTS, Level.WARNING, "away")).isTrue();
  }

  @Test
  void ofManyTextsTheOldestIsForgotten() {
    String rare = "a".repeat(300);
    assertThat(isPrinted(CLIENTS, Level.WARNING, rare)).isTrue();

    for (int length = 1; length <= 256; length++) {
      assertThat(isPrinted(CLIENTS, Level.WARNING, "b".repeat(length))).isTrue();
    }

    assertThat(isPrinted(CLIENTS, Level.WARNING, rare)).isTrue();
  }

  private boolean isPrinted(String logger, Level level, String text) {
    ExtLogRecord logged = new ExtLogRecord(level, text, RepeatsFilterTest.class.getName());
    logged.setLoggerName(logger);
    logged.setInstant(now);
    return filter.isLoggable(logged);
  }
}
