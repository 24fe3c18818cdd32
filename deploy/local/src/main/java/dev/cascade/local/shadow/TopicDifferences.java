package dev.cascade.local.shadow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a shadow decided otherwise, in one topic.
 *
 * @param topic its name
 * @param equal about how many subjects both say the same
 * @param different about how many they do not
 * @param missing of how many the shadow says less
 * @param extra of how many it says more
 * @param differences each field of each subject that is not equal, by subject
 */
record TopicDifferences(
    String topic, int equal, int different, int missing, int extra, List<Difference> differences) {

  /** How a subject is not equal. */
  enum Kind {
    /** Both decided, not the same. */
    DIFFERENT,
    /** The shadow did not decide what the live application did. */
    MISSING,
    /** The shadow decided what the live application did not. */
    EXTRA
  }

  /**
   * One field.
   *
   * @param field its path; empty for a whole record
   */
  record Difference(Kind kind, String subject, String field, String live, String shadow) {}

  /**
   * Compares the latest of each subject, as a table over the topic shows it. A tombstone says that
   * there is none.
   */
  static TopicDifferences ofLatest(String topic, List<Decision> live, List<Decision> shadow) {
    Comparison comparison = new Comparison(live, shadow);
    comparison.forEach(TopicDifferences::comparedLatest);
    return comparison.result(topic);
  }

  /** Compares all of each subject, one after the other. */
  static TopicDifferences ofEach(String topic, List<Decision> live, List<Decision> shadow) {
    Comparison comparison = new Comparison(live, shadow);
    comparison.forEach(TopicDifferences::comparedEach);
    return comparison.result(topic);
  }

  /** Whether nothing differs. */
  boolean areNone() {
    return different + missing + extra == 0;
  }

  private static List<Difference> comparedLatest(
      String subject, List<Decision> live, List<Decision> shadow) {
    Fields decided = shadow.isEmpty() ? Fields.NONE : shadow.getLast().fields();
    Fields before = Fields.NONE;
    for (Decision one : live) {
      if (!one.isLate()) {
        before = one.fields();
      } else if (one.fields().values().equals(decided.values())) {
        return List.of();
      }
    }
    return compared(subject, before, decided);
  }

  private static List<Difference> comparedEach(
      String subject, List<Decision> live, List<Decision> shadow) {
    for (int i = 0; i < shadow.size(); i++) {
      Fields before = i < live.size() ? live.get(i).fields() : Fields.NONE;
      List<Difference> found = compared(subject, before, shadow.get(i).fields());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return live.stream()
        .skip(shadow.size())
        .filter(next -> !next.isLate())
        .findFirst()
        .map(next -> compared(subject, next.fields(), Fields.NONE))
        .orElse(List.of());
  }

  private static List<Difference> compared(String subject, Fields live, Fields shadow) {
    if (live.areNone() != shadow.areNone()) {
      return List.of(
          live.areNone()
              ? new Difference(Kind.EXTRA, subject, "", "none", shadow.text())
              : new Difference(Kind.MISSING, subject, "", live.text(), "none"));
    }
    return live.differingFrom(shadow).stream()
        .map(path ->
            new Difference(Kind.DIFFERENT, subject, path, live.shown(path), shadow.shown(path)))
        .toList();
  }

  /** How the decisions on one subject are compared. */
  private interface OfSubject {
    List<Difference> compare(String subject, List<Decision> live, List<Decision> shadow);
  }

  /** Both sides by subject, and what was found. */
  private static final class Comparison {

    private final Map<String, List<Decision>> live;
    private final Map<String, List<Decision>> shadow;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<Kind, Integer> counts = new LinkedHashMap<>();
    private int equal;

    private Comparison(List<Decision> live, List<Decision> shadow) {
      this.live = bySubject(live);
      this.shadow = bySubject(shadow);
    }

    private static Map<String, List<Decision>> bySubject(List<Decision> decisions) {
      Map<String, List<Decision>> by = new LinkedHashMap<>();
      decisions.forEach(it -> by.computeIfAbsent(it.subject(), _ -> new ArrayList<>()).add(it));
      return by;
    }

    private void forEach(OfSubject way) {
      TreeSet<String> subjects = new TreeSet<>(live.keySet());
      subjects.addAll(shadow.keySet());
      for (String subject : subjects) {
        List<Difference> found =
            way.compare(
                subject,
                live.getOrDefault(subject, List.of()),
                shadow.getOrDefault(subject, List.of()));
        if (found.isEmpty()) {
          equal++;
        } else {
          differences.addAll(found);
          counts.merge(found.getFirst().kind(), 1, Integer::sum);
        }
      }
    }

    private TopicDifferences result(String topic) {
      return new TopicDifferences(
          topic,
          equal,
          counts.getOrDefault(Kind.DIFFERENT, 0),
          counts.getOrDefault(Kind.MISSING, 0),
          counts.getOrDefault(Kind.EXTRA, 0),
          List.copyOf(differences));
    }
  }
}
