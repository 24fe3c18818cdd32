package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.HomeEcosystem;
import org.junit.jupiter.api.Test;

/** {@code ./cascade lineage}: what the running services say of themselves, for people. */
@SystemTest
class LineageCommandTest {

  private final HomeEcosystem ecosystem;

  LineageCommandTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void theCommandShowsEachTopicWithItsWritersAndReaders() {
    assertThat(ecosystem.lineage().lines())
        .filteredOn(line -> line.startsWith("orders "))
        .singleElement()
        .asString()
        .matches("orders +orders-lifecycle +.*order-details.*orders-views.*payments-accounts.*");
  }
}
