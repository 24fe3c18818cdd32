package dev.cascade.local.reconcile.books;

import java.time.Instant;

/**
 * One entry of an account's ledger.
 *
 * @param account whose ledger
 * @param payment what caused it
 * @param amount positive for a credit
 * @param balance the account's balance after it
 * @param at when it was booked
 */
public record Entry(String account, String payment, Amount amount, Amount balance, Instant at) {}
