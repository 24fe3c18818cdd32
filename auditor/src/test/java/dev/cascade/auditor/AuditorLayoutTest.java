package dev.cascade.auditor;

import dev.cascade.testing.LayoutRules;
import org.junit.jupiter.api.Test;

class AuditorLayoutTest {

  @Test
  void keepsTheLayout() {
    LayoutRules.check("dev.cascade.auditor");
  }
}
