package dev.cascade.streams.desk;

import dev.cascade.schemas.DeadLetterDecision;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are decided. A record that was replayed with one letter is decided for all letters
 * about it, those of other services too: all of them read the topic that it is on again. Readers
 * may look while one thread adds.
 */
final class DecidedLetters {

  private final String letterTopic;
  private final long begin;
  private final Map<String, Act> byLetter = new ConcurrentHashMap<>();
  private final Map<Origin, Act> replays = new ConcurrentHashMap<>();

  /** Many letters are decided by one person, for one reason. */
  private final Map<String, String> sameTexts = new ConcurrentHashMap<>();

  private long next;

  DecidedLetters(String letterTopic, long begin) {
    this.letterTopic = letterTopic;
    this.begin = begin;
    this.next = begin;
  }

  /** The name of a letter among those of all services. */
  static String name(String letterTopic, LetterId id) {
    return letterTopic + "/" + id;
  }

  /** What was done with the letter, or with another about the same record. */
  Optional<Act> actOn(Letter letter) {
    Act own = byLetter.get(name(letterTopic, letter.id()));
    return Optional.ofNullable(own == null ? replayOf(letter.origin()) : own);
  }

  LetterState stateOf(Letter letter) {
    return actOn(letter).map(Act::state).orElse(LetterState.OPEN);
  }

  private @Nullable Act replayOf(Origin origin) {
    return origin.isKnown() ? replays.get(origin) : null;
  }

  /** The first offset of the decisions when they were read. */
  long begin() {
    return begin;
  }

  /** The offset of the decision that is to be read next. */
  long next() {
    return next;
  }

  void add(long offset, DeadLetterDecision decision) {
    next = offset + 1;
    decision.setWhy(sameText(decision.getWhy()));
    decision.setDecidedBy(sameText(decision.getDecidedBy()));
    decision.setService(sameText(decision.getService()));
    Act act = Act.of(decision);
    if (act.letter().startsWith(letterTopic + "/")) {
      byLetter.putIfAbsent(act.letter(), act);
    }
    if (act.state() == LetterState.REPLAYED) {
      Origin origin =
          new Origin(
              sameText(decision.getOriginTopic()),
              decision.getOriginPartition(),
              decision.getOriginOffset());
      replays.putIfAbsent(origin, act);
    }
  }

  void skipTo(long offset) {
    next = Math.max(next, offset);
  }

  private String sameText(String text) {
    return sameTexts.computeIfAbsent(text, same -> same);
  }
}
