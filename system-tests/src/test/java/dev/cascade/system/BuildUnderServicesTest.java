package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.EndedProcess;
import dev.cascade.system.ecosystem.FailingCommand;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No build takes their jars away from services that run, in whichever home. */
@SystemTest
class BuildUnderServicesTest {

  private final HomeEcosystem ecosystem;

  BuildUnderServicesTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  /** If it were not refused, Maven would say its version. */
  @ParameterizedTest
  @ValueSource(strings = {"test", "sweep"})
  void whatBuildsIsRefusedWhileServicesOfAnotherHomeRunFromHere(String command) {
    EndedProcess ended = FailingCommand.of(List.of(command, "--version"), Map.of());

    assertThat(ended.exitCode()).as(ended.output()).isOne();
    assertThat(ended.output()).contains("run from this folder").contains("./cascade down");
    assertThat(new Http().get(ecosystem.url("orders") + "/q/health/live").status()).isEqualTo(200);
  }
}
