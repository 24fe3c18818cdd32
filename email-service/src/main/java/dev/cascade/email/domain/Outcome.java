package dev.cascade.email.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a mail: a line of the record that is kept for every order.
 *
 * @param messageId of every attempt
 * @param verdict final
 * @param attempts how often it was tried
 * @param detail why it was refused; empty otherwise
 * @param at when it was known
 * @param resendId the wish that had it sent again; null for the first mail
 */
public record Outcome(
    String orderId,
    String messageId,
    Verdict verdict,
    int attempts,
    CustomerLevel level,
    String detail,
    Instant at,
    @Nullable String resendId) {

  /** How it ended. */
  public enum Verdict {
    SENT,
    REFUSED
  }
}
