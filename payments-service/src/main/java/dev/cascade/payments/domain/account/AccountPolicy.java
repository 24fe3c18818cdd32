package dev.cascade.payments.domain.account;

import java.time.Duration;

/**
 * How accounts behave beyond the rules that always hold.
 *
 * @param singleDebit whether an account has at most one debit in flight
 * @param lowBalanceMinorUnits an entry that takes the available amount below this raises an alert
 * @param holdTime how long an authorisation holds
 */
public record AccountPolicy(boolean singleDebit, long lowBalanceMinorUnits, Duration holdTime) {}
