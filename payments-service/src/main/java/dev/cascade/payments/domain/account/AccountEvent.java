package dev.cascade.payments.domain.account;

import dev.cascade.payments.domain.Payment;

/** What happens to an account. */
public sealed interface AccountEvent {

  /** The account is asked to carry out its part of a payment. */
  record Leg(Payment.InFlight payment) implements AccountEvent {}

  /** An operator asks something of it. */
  record Asked(AccountCommand command) implements AccountEvent {}

  /** Time passed: holds may have ended. */
  record TimePassed() implements AccountEvent {}
}
