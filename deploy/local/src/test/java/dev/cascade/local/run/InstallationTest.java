package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationTest {

  private static final Path ROOT = Path.of("/checkout");

  @Test
  void withoutVariablesTheStateIsInTheCheckoutAndThePortsAreTheDefaults() {
    Installation installation = Installation.of(ROOT, Map.of());

    assertThat(installation.home()).isEqualTo(Path.of("/checkout/.cascade"));
    assertThat(installation.port(8081)).isEqualTo(8081);
  }

  @Test
  void homeAndOffsetCanBeChosen() {
    Installation installation =
        Installation.of(
            ROOT, Map.of("CASCADE_HOME", "/else where", "CASCADE_PORT_OFFSET", " 1000 "));

    assertThat(installation.home()).isEqualTo(Path.of("/else where"));
    assertThat(installation.url(8081)).isEqualTo("http://localhost:9081");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "60000", "many"})
  void anOffsetThatLeavesNoPortsIsRefused(String offset) {
    assertThatThrownBy(() -> Installation.of(ROOT, Map.of("CASCADE_PORT_OFFSET", offset)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CASCADE_PORT_OFFSET");
  }
}
