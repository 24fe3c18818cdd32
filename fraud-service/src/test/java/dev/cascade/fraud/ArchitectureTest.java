package dev.cascade.fraud;

import dev.cascade.testing.LayoutRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theServiceKeepsTheLayout() {
    LayoutRules.check("dev.cascade.fraud");
  }
}
