package dev.cascade.inventory;

import dev.cascade.testing.LayoutRules;
import org.junit.jupiter.api.Test;

class LayoutTest {

  @Test
  void theServiceKeepsTheLayout() {
    LayoutRules.check("dev.cascade.inventory");
  }
}
