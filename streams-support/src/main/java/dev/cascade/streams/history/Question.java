package dev.cascade.streams.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know of the past.
 *
 * @param strands the records that are asked for
 * @param since none of them has an earlier timestamp
 * @param until none of them has this timestamp or a later one; null for all until now
 */
public record Question(List<Strand> strands, Instant since, @Nullable Instant until) {

  /** Takes a copy. */
  public Question {
    strands = List.copyOf(strands);
  }
}
