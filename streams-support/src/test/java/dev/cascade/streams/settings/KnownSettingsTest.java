package dev.cascade.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSettingsTest {

  private final KnownSettings known = new KnownSettings(List.of(Engine.class));

  @ConfigMapping(prefix = "cascade.engine-room")
  interface Engine {
    int mostPistons();

    Optional<List<String>> names();

    Map<String, Part> parts();

    interface Part {
      int weight();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cascade.engine-room.most-pistons",
        "cascade.engine-room.names",
        "cascade.engine-room.names[0]",
        "cascade.engine-room.parts.crank-shaft.weight",
        "cascade.platform",
        "quarkus.http.port"
      })
  void aNameThatIsRightOrNobodysPasses(String name) {
    assertThat(known.misspeltProperties(List.of(name))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cascade.engine-rom.most-pistons, cascade.engine-room.most-pistons",
    "cascade.engine.room.most-pistons, cascade.engine-room.most-pistons",
    "cascade.enginerooms.most-pistons, cascade.engine-room.most-pistons",
  })
  void aSlipInThePrefixIsToldWithWhatIsMeant(String name, String meant) {
    assertThat(known.misspeltProperties(List.of(name)))
        .containsExactly(name + " is no setting; " + meant + " is, write that or remove it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CASCADE_ENGINE_ROOM_MOST_PISTONS",
        "CASCADE_ENGINE_ROOM_NAMES_0_",
        "CASCADE_ENGINE_ROOM_PARTS_CRANK_SHAFT_WEIGHT",
        "CASCADE_HOME",
        "CASCADE_SAILS_MOST_MASTS",
        "PATH"
      })
  void aVariableThatIsRightOrAnothersPasses(String name) {
    assertThat(known.misspeltVariables(List.of(name))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CASCADE_ENGINE_ROOM_MOST_PISTON, CASCADE_ENGINE_ROOM_MOST_PISTONS is",
    "CASCADE_ENGIN_ROOM_NAMES, CASCADE_ENGINE_ROOM_NAMES is",
    "CASCADE_ENGINE_ROOM_CYLINDERS, the README lists",
  })
  void aVariableThatIsMisspeltIsTold(String name, String mend) {
    assertThat(known.misspeltVariables(List.of(name)))
        .hasSize(1)
        .allMatch(it -> it.startsWith(name + " is no setting; " + mend));
  }

  @Test
  void everythingThatIsMisspeltIsTold() {
    assertThat(
            known.misspeltVariables(
                List.of("CASCADE_ENGINE_ROOM_A", "CASCADE_ENGINE_ROOM_B", "PATH")))
        .hasSize(2);
  }
}
