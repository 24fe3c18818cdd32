package dev.cascade.inventory.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Inventory's verdict on one line of an order.
 *
 * @param line the line
 * @param refusal why it fails; empty when it passes
 * @param decidedAt when it was said
 */
public record LineVerdict(LineId line, Optional<LineRefusal> refusal, Instant decidedAt) {

  static LineVerdict pass(LineId line, Instant now) {
    return new LineVerdict(line, Optional.empty(), now);
  }

  static LineVerdict fail(LineId line, LineRefusal refusal, Instant now) {
    return new LineVerdict(line, Optional.of(refusal), now);
  }
}
