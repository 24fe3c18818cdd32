package dev.cascade.orders;

import dev.cascade.testing.LayoutRules;
import org.junit.jupiter.api.Test;

class LayoutTest {

  @Test
  void theServiceIsLaidOutLikeTheOthers() {
    LayoutRules.check("dev.cascade.orders");
  }
}
