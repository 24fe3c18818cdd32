package dev.cascade.email.rest;

import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.email.domain.Outcome;
import dev.cascade.email.domain.Outcome.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order's mail.
 *
 * @param attempts how often it was tried
 * @param detail why it was refused; empty otherwise
 * @param at when it was known
 * @param resendId the wish that had it sent again; null for the first mail
 */
@RegisterForReflection
public record EmailView(
    String orderId,
    Verdict outcome,
    String messageId,
    CustomerLevel level,
    int attempts,
    String detail,
    Instant at,
    @Nullable String resendId) {

  static EmailView of(Outcome outcome) {
    return new EmailView(
        outcome.orderId(),
        outcome.verdict(),
        outcome.messageId(),
        outcome.level(),
        outcome.attempts(),
        outcome.detail(),
        outcome.at(),
        outcome.resendId());
  }

  /** The mails that match; today an order has one at most. */
  @RegisterForReflection
  public record Page(List<EmailView> items) {}
}
