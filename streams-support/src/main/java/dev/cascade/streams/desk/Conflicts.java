package dev.cascade.streams.desk;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import java.util.Map;
import java.util.function.Predicate;

/** What stands against doing something with a letter. */
final class Conflicts {

  private Conflicts() {}

  /** The first act, if it was the same that is wanted now. */
  static Act unless(LetterState wanted, Act before) {
    if (before.state() != wanted) {
      throw new ProblemException(
          Problem.conflict(
              "The letter was %s by %s at %s already: %s"
                  .formatted(before.state().text(), before.by(), before.when(), before.why())));
    }
    return before;
  }

  /** Nothing, or 409. */
  static void check(Replay replay, Predicate<Origin> isThere) {
    if (!replay.obstacle().isEmpty()) {
      throw new ProblemException(Problem.conflict(replay.obstacle()));
    }
    Origin origin = replay.letter().origin();
    if (!isThere.test(origin)) {
      throw new ProblemException(
          Problem.conflict(
              "There is no partition %d of topic %s any more."
                  .formatted(origin.partition(), origin.topic())));
    }
  }

  /** Nothing, or 409 when a newer record has taken over from the letter's. */
  static void check(Replay replay, Map<Replay, Origin> overtaken) {
    Origin newer = overtaken.get(replay);
    if (newer != null) {
      throw new ProblemException(
          Problem.conflict(
              "Topic %s has a newer record of this key, %s, whose place the letter's would take."
                  .formatted(newer.topic(), newer)));
    }
  }
}
