package dev.cascade.payments.domain.account;

import dev.cascade.payments.domain.Payment;
import java.time.Instant;

/**
 * What an authorisation holds: it reduces what is available, not the balance.
 *
 * @param authorised the authorisation
 * @param expiresAt when the hold ends by itself
 */
public record Hold(Payment.Authorised authorised, Instant expiresAt) {

  long minorUnits() {
    return authorised.instruction().amount().minorUnits();
  }

  String paymentId() {
    return authorised.instruction().id();
  }
}
