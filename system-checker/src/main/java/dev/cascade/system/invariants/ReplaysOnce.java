package dev.cascade.system.invariants;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.History;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A dead letter is decided about once, and is on its topic again at most once; so is the record
 * that it is about, whichever letter about it was taken.
 */
final class ReplaysOnce implements Invariant {

  private static final String LETTER = "cascade.replayed.letter";

  @Override
  public void check(History history, Complaints complaints) {
    Set<String> decided = new HashSet<>();
    Set<String> replayedOrigins = new HashSet<>();
    Map<String, String> originTopics = new HashMap<>();
    for (Fact decision : history.values(Topics.DEAD_LETTER_DECISIONS)) {
      String letter = decision.fields().text("letter");
      complaints.unless(decided.add(letter), "Letter %s is decided about twice", letter);
      originTopics.put(letter, decision.fields().text("originTopic"));
      if (decision.fields().text("verdict").equals("REPLAYED")) {
        String origin = origin(decision);
        complaints.unless(
            replayedOrigins.add(origin), "Record %s is replayed with two letters", origin);
      }
    }
    Set<String> replayed = new HashSet<>();
    history.stream()
        .filter(fact -> isReplay(fact, originTopics))
        .forEach(fact -> {
          String letter = fact.headers().getOrDefault(LETTER, "");
          complaints.unless(
              replayed.add(letter + " " + fact.key()), "Letter %s is replayed twice", letter);
        });
  }

  /** What follows from a replayed record carries its headers on, to other topics or keys. */
  private static boolean isReplay(Fact fact, Map<String, String> originTopics) {
    String letter = fact.headers().getOrDefault(LETTER, "");
    return letter != null && fact.topic().equals(originTopics.get(letter));
  }

  private static String origin(Fact decision) {
    return decision.fields().text("originTopic")
        + "-"
        + decision.fields().text("originPartition")
        + "@"
        + decision.fields().text("originOffset");
  }
}
