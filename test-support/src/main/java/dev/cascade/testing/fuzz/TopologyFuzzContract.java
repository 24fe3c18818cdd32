package dev.cascade.testing.fuzz;

import static org.junit.jupiter.api.Assertions.assertAll;

import dev.cascade.testing.Seeds;
import dev.cascade.testing.TestPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every Streams application does with whatever somebody writes to its topics: it goes on. What
 * cannot be read becomes one dead letter.
 *
 * <p>A service inherits this in a {@code @QuarkusTest} class; the applications run on Kafka's test
 * driver, with the service's own serdes and the platform's real registry.
 */
public abstract class TopologyFuzzContract {

  private static final int SEEDS = 3;
  private static final int RECORDS = 200;

  private final TestPlatform platform = TestPlatform.shared();

  /** All applications of the service. */
  protected abstract List<FuzzedApplication> applications();

  @Test
  void noRecordEndsAnApplication() {
    assertAll(
        applications().stream()
            .map(application ->
                () ->
                    Seeds.forEach(
                        SEEDS, seed -> new FuzzRun(application, platform, seed).run(RECORDS))));
  }
}
