package dev.cascade.payments;

import dev.cascade.testing.LayoutRules;
import org.junit.jupiter.api.Test;

class PaymentsLayoutTest {

  @Test
  void theServiceKeepsTheLayout() {
    LayoutRules.check("dev.cascade.payments");
  }
}
