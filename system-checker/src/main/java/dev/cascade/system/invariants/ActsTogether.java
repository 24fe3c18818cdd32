package dev.cascade.system.invariants;

import static java.util.stream.Collectors.toSet;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.History;
import java.util.Set;

/**
 * The replayed record, the decision about its letter and the audit event are one: none is there
 * without the others.
 */
final class ActsTogether implements Invariant {

  private static final String LETTER = "cascade.replayed.letter";
  private static final Set<String> ACTIONS = Set.of("replay-dead-letter", "discard-dead-letter");

  @Override
  public void check(History history, Complaints complaints) {
    Set<String> replayed =
        history.stream()
            .filter(fact -> fact.headers().containsKey(LETTER))
            .filter(fact -> !fact.topic().endsWith("-dead-letters"))
            .map(fact -> fact.headers().get(LETTER))
            .collect(toSet());
    Set<String> decidedReplays =
        history.values(Topics.DEAD_LETTER_DECISIONS).stream()
            .filter(decision -> decision.fields().text("verdict").equals("REPLAYED"))
            .map(ActsTogether::letter)
            .collect(toSet());
    Set<String> decided =
        history.values(Topics.DEAD_LETTER_DECISIONS).stream()
            .map(ActsTogether::letter)
            .collect(toSet());
    Set<String> audited =
        history.values(Topics.AUDIT_EVENTS).stream()
            .filter(event -> ACTIONS.contains(event.fields().text("action")))
            .map(event -> event.fields().text("subject"))
            .collect(toSet());
    complaints.unless(
        replayed.equals(decidedReplays),
        "On their topics again are %s, decided are %s",
        replayed,
        decidedReplays);
    complaints.unless(decided.equals(audited), "Decided are %s, audited are %s", decided, audited);
  }

  private static String letter(Fact decision) {
    return decision.fields().text("letter");
  }
}
