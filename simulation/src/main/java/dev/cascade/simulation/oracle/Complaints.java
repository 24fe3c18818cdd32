package dev.cascade.simulation.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is found in one run, in the order in which it is found. */
public final class Complaints {

  private final List<Violation> violations = new ArrayList<>();
  private long judged;

  /** The promise is broken unless it holds. */
  void judge(boolean holds, String promise, String subject, Supplier<String> detail) {
    judged++;
    if (!holds) {
      violations.add(new Violation(promise, subject, detail.get()));
    }
  }

  /** What is broken. */
  public List<Violation> violations() {
    return violations;
  }

  /** How often something was held against a promise. */
  public long judged() {
    return judged;
  }
}
