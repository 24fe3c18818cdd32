package dev.cascade.streams.desk;

import dev.cascade.schemas.DeadLetterDecision;
import dev.cascade.schemas.DeadLetterVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done with a letter, for good.
 *
 * @param state what the letter became by it
 * @param by who did it
 * @param when (UTC)
 * @param why in the words of who did it
 * @param service at whose desk
 * @param letter the letter that it was done with, such as {@code orders-dead-letters/0-17}
 * @param corrected whether the replayed value is another than the letter's
 * @param replayedOffset where the replayed record is in its partition, null when there is none
 */
public record Act(
    LetterState state,
    String by,
    Instant when,
    String why,
    String service,
    String letter,
    boolean corrected,
    @Nullable Long replayedOffset) {

  static Act of(DeadLetterDecision decision) {
    return new Act(
        stateOf(decision.getVerdict()),
        decision.getDecidedBy(),
        decision.getDecidedAt(),
        decision.getWhy(),
        decision.getService(),
        decision.getLetter(),
        decision.getCorrected(),
        decision.getReplayedOffset());
  }

  DeadLetterDecision on(Origin origin) {
    return DeadLetterDecision.newBuilder()
        .setLetter(letter)
        .setOriginTopic(origin.topic())
        .setOriginPartition(origin.partition())
        .setOriginOffset(origin.offset())
        .setVerdict(
            state == LetterState.REPLAYED
                ? DeadLetterVerdict.REPLAYED
                : DeadLetterVerdict.DISCARDED)
        .setCorrected(corrected)
        .setReplayedOffset(replayedOffset)
        .setService(service)
        .setDecidedBy(by)
        .setWhy(why)
        .setDecidedAt(when)
        .build();
  }

  private static LetterState stateOf(DeadLetterVerdict verdict) {
    return switch (verdict) {
      case REPLAYED -> LetterState.REPLAYED;
      case DISCARDED -> LetterState.DISCARDED;
    };
  }
}
