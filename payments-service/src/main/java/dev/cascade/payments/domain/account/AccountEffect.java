package dev.cascade.payments.domain.account;

import dev.cascade.payments.domain.Payment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows from an account's decision. */
public sealed interface AccountEffect {

  /** The payment that it is about; null when it is about none. */
  default @Nullable String paymentId() {
    return switch (this) {
      case Passed passed -> passed.payment().instruction().id();
      case Ended ended -> ended.payment().instruction().id();
      case Changed changed -> changed.cause().paymentId();
      case HoldPlaced _ -> null;
    };
  }

  /** The payment goes on to the account that acts next. */
  record Passed(Payment.InFlight payment) implements AccountEffect {}

  /** The payment ended. */
  record Ended(Payment.Ended payment) implements AccountEffect {}

  /** The account has a new version. */
  record Changed(Account account, Cause cause, Instant at) implements AccountEffect {}

  /** A hold was placed and ends by itself at the given time. */
  record HoldPlaced(String accountId, Instant expiresAt) implements AccountEffect {}

  /** Why an account changed. */
  sealed interface Cause {

    /** The payment that changed it; null when none did. */
    @Nullable String paymentId();
  }

  /**
   * An entry was made.
   *
   * @param minorUnits positive for a credit, negative for a debit
   * @param lowBalance whether this entry took the available amount below the alert threshold
   */
  record Entry(String paymentId, long minorUnits, boolean lowBalance) implements Cause {}

  /**
   * A command was answered.
   *
   * @param refusal why it was refused, empty when it was accepted
   */
  record Answer(String commandId, String refusal) implements Cause {

    @Override
    public @Nullable String paymentId() {
      return null;
    }

    /** Whether the command took effect. */
    public boolean accepted() {
      return refusal.isEmpty();
    }
  }

  /** A hold was placed or ended. */
  record HoldChanged(String paymentId) implements Cause {}
}
