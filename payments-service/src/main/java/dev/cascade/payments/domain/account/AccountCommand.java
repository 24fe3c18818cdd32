package dev.cascade.payments.domain.account;

import java.time.Instant;

/**
 * What an operator asks of an account.
 *
 * @param accountId which account
 * @param commandId a repeated one has no further effect
 * @param wish what is asked
 * @param issuedAt when it was asked
 */
public record AccountCommand(String accountId, String commandId, Wish wish, Instant issuedAt) {

  /** What is asked. */
  public sealed interface Wish {}

  /** Open the account. */
  public record Open(String currency, long overdraftLimit) implements Wish {}

  /** Set how far below zero the balance may go. */
  public record SetOverdraft(long overdraftLimit) implements Wish {}

  /** Take no part in payments for now. */
  public record Freeze() implements Wish {}

  /** Take part in payments again. */
  public record Unfreeze() implements Wish {}

  /** End the account; its balance must be zero. */
  public record Close() implements Wish {}
}
