package dev.cascade.kubernetes.rules;

import java.util.ArrayList;
import java.util.List;

/** Collects what breaks a rule. */
final class Findings {

  private final List<String> all = new ArrayList<>();

  /** Notes the sentence unless the condition holds. */
  void unless(boolean condition, String subject, String sentence) {
    if (!condition) {
      all.add(subject + ": " + sentence);
    }
  }

  List<String> all() {
    return List.copyOf(all);
  }
}
