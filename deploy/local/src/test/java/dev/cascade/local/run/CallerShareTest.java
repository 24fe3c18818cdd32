package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.platform.PlatformServer;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerShareTest {

  private static final String RATE = "CASCADE_EDGE_REQUESTS_PER_SECOND";

  @TempDir Path directory;

  @Test
  void aSecuredHomeGivesEachCallerAShare() {
    Installation installation = installation();
    new HomeSecurity(installation, new Progress(System.out)).settle(true);

    assertThatEnvironment(installation).containsEntry(RATE, "100");
  }

  @Test
  void anOpenHomeGivesAnybodyWhatHeAsks() {
    assertThatEnvironment(installation()).doesNotContainKey(RATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7"})
  void whatTheUserGaveIsLeftAlone(String number) {
    assertThat(CallerShare.environment(Map.of(RATE, number))).isEmpty();
  }

  private Installation installation() {
    return Installation.of(directory, Map.of("CASCADE_HOME", "home"));
  }

  private static MapAssert<String, String> assertThatEnvironment(Installation installation) {
    PlatformServer orders = Ecosystem.of(installation, HomeSettings.ofBrokers(1)).server("orders");
    return assertThat(((ServiceServer) orders).environment());
  }
}
