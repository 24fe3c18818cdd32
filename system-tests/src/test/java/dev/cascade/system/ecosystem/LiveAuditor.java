package dev.cascade.system.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What the auditor in the console says of the guarantees, having read all that is written. */
public final class LiveAuditor {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Two of its rounds: what it asks itself in the one is decided in the other. */
  private static final Duration ROUNDS = Duration.ofSeconds(1);

  private final Http http;
  private final String url;
  private JsonNode told = MissingNode.getInstance();

  private LiveAuditor(Ecosystem ecosystem) {
    this.http = new Http(ecosystem.token("auditor", "system-tests"));
    this.url = ecosystem.consoleUrl() + "/v1/invariants";
  }

  /**
   * Waits until it has read everything.
   *
   * @throws AssertionError when it does not get there, or says that a guarantee is broken
   */
  public static void holds(Ecosystem ecosystem) {
    LiveAuditor auditor = new LiveAuditor(ecosystem);
    auditor.awaitEverythingRead();
    assertThat(auditor.told.path("holds").asBoolean())
        .as("the auditor finds all guarantees kept, but tells %s", auditor.told.path("breaches"))
        .isTrue();
  }

  private void awaitEverythingRead() {
    try {
      Awaitility.await("the auditor to have read everything")
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .during(ROUNDS)
          .atMost(PATIENCE)
          .until(this::hasReadEverything);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("After " + PATIENCE + " the auditor tells " + told, e);
    }
  }

  private boolean hasReadEverything() {
    try {
      told = http.tryGet(url).body();
    } catch (IOException e) {
      return false;
    }
    return told.path("auditor").asText().equals("LIVE") && told.path("lag").asLong(1) == 0;
  }
}
