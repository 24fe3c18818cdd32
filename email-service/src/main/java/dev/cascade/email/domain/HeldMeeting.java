package dev.cascade.email.domain;

import dev.cascade.email.domain.Meeting.Met;
import java.time.Duration;
import java.time.Instant;

/**
 * Order and payment have met, but the customer is not known yet: the CRM's record may be late.
 *
 * @param since when the customer was first sought
 */
public record HeldMeeting(Met met, Instant since) {

  /** Whether the customer has been sought for longer than that. */
  public boolean isOlderThan(Duration patience, Instant now) {
    return Duration.between(since, now).compareTo(patience) > 0;
  }
}
