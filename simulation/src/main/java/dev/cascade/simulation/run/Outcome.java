package dev.cascade.simulation.run;

import dev.cascade.simulation.oracle.Violation;
import java.util.List;

/**
 * How a run ended.
 *
 * @param script what happened
 * @param violations what was found; empty when all is well
 * @param facts records that were committed
 * @param judged how often something was held against a promise
 */
public record Outcome(Script script, List<Violation> violations, long facts, long judged) {

  /** Whether something is broken. */
  public boolean isBroken() {
    return !violations.isEmpty();
  }
}
