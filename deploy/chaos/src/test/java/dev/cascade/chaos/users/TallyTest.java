package dev.cascade.chaos.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

  private static final long SECOND = 1_000_000_000L;

  private final Tally tally = new Tally();

  @ParameterizedTest
  @CsvSource({
    "201, 2xx",
    "404, 4xx",
    "429, 429",
    "500, 5xx",
    "503, 503",
    "504, 504",
    "0, no connection",
    "-1, no answer in time",
    "-2, broken off"
  })
  void answersAreCountedByKind(int status, String kind) {
    answered(status, 0, 1);

    assertThat(tally.counts()).isEqualTo(Map.of("POST order", Map.of(kind, 1L)));
  }

  @Test
  void aServiceIsAwayFromTheFirstFailureToTheEndOfTheNextSuccess() {
    answered(201, 0, 1);
    answered(503, 2, 3);
    answered(0, 4, 5);
    answered(201, 8, 9);
    answered(503, 20, 21);
    answered(200, 21, 22);

    Tally.Outage outage = tally.outages().get("orders");
    assertThat(outage.times()).isEqualTo(2);
    assertThat(outage.longest()).isEqualTo(Duration.ofSeconds(7));
    assertThat(outage.total()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void anAnswerToAnEarlierCallDoesNotEndIt() {
    answered(503, 2, 3);
    answered(201, 1, 4);
    answered(201, 5, 6);

    assertThat(tally.outages().get("orders").longest()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void ofManyCallsAtATimeNoMomentCountsTwice() {
    answered(503, 2, 3);
    answered(201, 4, 5);
    // Began before one that worked, and took longer to fail.
    answered(-1, 3, 13);
    answered(503, 6, 7);
    answered(201, 6, 8);
    answered(201, 7, 9);

    Tally.Outage outage = tally.outages().get("orders");
    assertThat(outage.times()).isEqualTo(2);
    assertThat(outage.total()).isEqualTo(Duration.ofSeconds(3 + 2));
  }

  @ParameterizedTest
  @CsvSource({"409", "504"})
  void whoRefusesIsThereAndSoIsWhoHasWaited(int status) {
    answered(status, 0, 1);

    assertThat(tally.outages().get("orders").times()).isZero();
  }

  private void answered(int status, long start, long end) {
    tally.count("orders", "POST order", new Answer(status, "", ""), start * SECOND, end * SECOND);
  }
}
