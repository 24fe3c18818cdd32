package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.EndedProcess;
import dev.cascade.system.ecosystem.HomeEcosystem;
import org.junit.jupiter.api.Test;

/** {@code ./cascade sql} on what runs: found by its home, the topics as tables. */
@SystemTest
class SqlCommandTest {

  private final HomeEcosystem ecosystem;

  SqlCommandTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void aCustomerIsARowWithoutWhatIsPersonal() {
    EndedProcess ended =
        ecosystem.sql("--once", "-e", "SELECT id, level, name FROM customers WHERE id = 'c-alice'");

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output())
        .containsPattern("id +level +name")
        .containsPattern("c-alice +PLATINUM +[*]{3}")
        .endsWith("1 row\n");
  }
}
