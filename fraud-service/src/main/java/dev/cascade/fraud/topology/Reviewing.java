package dev.cascade.fraud.topology;

import dev.cascade.fraud.domain.ReviewPolicy;
import java.time.Duration;

/**
 * How orders near the limit are reviewed.
 *
 * @param policy which, and how a review ends
 * @param memory how long after its order's creation a review can be read
 */
public record Reviewing(ReviewPolicy policy, Duration memory) {

  /** Nobody reviews. */
  public static final Reviewing NONE = new Reviewing(ReviewPolicy.NONE, Duration.ofDays(7));
}
