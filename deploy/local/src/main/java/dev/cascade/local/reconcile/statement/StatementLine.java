package dev.cascade.local.reconcile.statement;

import dev.cascade.local.reconcile.books.Amount;
import java.time.LocalDate;

/**
 * One booked line of a statement.
 *
 * @param place where in the file, for people
 * @param reference the payment's id, as it was given on its way
 * @param amount positive for a credit of the account
 * @param bookedOn the day of booking
 */
public record StatementLine(String place, String reference, Amount amount, LocalDate bookedOn) {}
