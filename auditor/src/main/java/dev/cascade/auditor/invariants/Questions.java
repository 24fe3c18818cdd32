package dev.cascade.auditor.invariants;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Questions that are decided once another topic is read far enough. Bounded. */
final class Questions {

  private record Question(
      long ticket, Guarantee guarantee, BooleanSupplier settled, Runnable otherwise) {}

  private final Reading reading;
  private final Findings findings;
  private final int most;
  private final Map<String, ArrayDeque<Question>> byTopic = new HashMap<>();

  Questions(Reading reading, Findings findings, int most) {
    this.reading = reading;
    this.findings = findings;
    this.most = most;
  }

  /**
   * Asks.
   *
   * @param topic which must have been read
   * @param settled whether all is well; asked once, then
   * @param otherwise tells the breach
   */
  void ask(String topic, Guarantee guarantee, BooleanSupplier settled, Runnable otherwise) {
    ArrayDeque<Question> questions = byTopic.computeIfAbsent(topic, _ -> new ArrayDeque<>());
    if (questions.size() >= most) {
      questions.removeFirst();
      findings.forgot(guarantee);
    }
    questions.addLast(new Question(reading.ticket(topic), guarantee, settled, otherwise));
  }

  /** Decides what can be decided. */
  void check() {
    byTopic.forEach(this::check);
  }

  private void check(String topic, ArrayDeque<Question> questions) {
    while (!questions.isEmpty() && reading.isPassed(topic, questions.getFirst().ticket())) {
      Question question = questions.removeFirst();
      findings.judged(question.guarantee());
      if (!question.settled().getAsBoolean()) {
        question.otherwise().run();
      }
    }
  }

  int waiting() {
    return byTopic.values().stream().mapToInt(ArrayDeque::size).sum();
  }
}
