package dev.cascade.payments.domain.account;

import dev.cascade.payments.domain.Payment;
import org.jspecify.annotations.Nullable;

/** What happens to an account. */
public sealed interface AccountEvent {

  /** The payment that it is about; null when it is about none. */
  default @Nullable String paymentId() {
    return null;
  }

  /** The account is asked to carry out its part of a payment. */
  record Leg(Payment.InFlight payment) implements AccountEvent {
    @Override
    public String paymentId() {
      return payment.instruction().id();
    }
  }

  /** An operator asks something of it. */
  record Asked(AccountCommand command) implements AccountEvent {}

  /** Time passed: holds may have ended. */
  record TimePassed() implements AccountEvent {}
}
