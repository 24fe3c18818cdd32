package dev.cascade.system.invariants;

import java.util.ArrayList;
import java.util.List;

/** What is wrong, in sentences. */
public final class Complaints {

  private final List<String> sentences = new ArrayList<>();

  /** Notes the sentence unless the condition holds. */
  void unless(boolean holds, String sentence, Object... arguments) {
    if (!holds) {
      sentences.add(sentence.formatted(arguments));
    }
  }

  /** All that was noted. */
  public List<String> sentences() {
    return List.copyOf(sentences);
  }
}
