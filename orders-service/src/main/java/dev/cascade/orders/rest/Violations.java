package dev.cascade.orders.rest;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.Problem.Violation;
import dev.cascade.streams.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Gathers everything that is wrong with a request, so that the caller learns it at once. */
final class Violations {

  private static final int MOST_NAMED = 100;

  private final List<Violation> all = new ArrayList<>();

  void add(String field, String message) {
    if (all.size() < MOST_NAMED) {
      all.add(new Violation(field, message));
    }
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Ends the request unless it is fine. */
  void throwIfAny() {
    if (!isEmpty()) {
      throw new ProblemException(Problem.invalid(all));
    }
  }
}
