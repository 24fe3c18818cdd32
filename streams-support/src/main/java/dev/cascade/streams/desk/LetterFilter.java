package dev.cascade.streams.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which letters somebody wants to see; null stands for all.
 *
 * @param topic where their records were read
 * @param reason the simple name of the failure
 * @param from when the first of them was written (UTC), included
 * @param to when the last of them was written (UTC), not included
 * @param state what was done with them
 */
public record LetterFilter(
    @Nullable String topic,
    @Nullable String reason,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable LetterState state) {

  /** Open letters about records of that topic, with that reason. */
  static LetterFilter open(@Nullable String topic, @Nullable String reason) {
    return new LetterFilter(topic, reason, null, null, LetterState.OPEN);
  }

  boolean wants(Letter letter, LetterState present) {
    return (topic == null || topic.equals(letter.origin().topic()))
        && (reason == null || reason.equals(letter.reason()))
        && (from == null || !letter.time().isBefore(from))
        && (to == null || letter.time().isBefore(to))
        && (state == null || state == present);
  }
}
