package dev.cascade.local.reconcile.statement;

import dev.cascade.local.reconcile.books.Amount;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What somebody else says of one account.
 *
 * @param account the account as the file names it, if it does
 * @param firstDay the first day that it is about
 * @param lastDay the last one
 * @param opening the balance before the first day
 * @param closing the balance after the last day
 * @param lines what is booked, in the file's order
 * @param pending how many lines are not booked yet; they are left out
 */
public record Statement(
    Optional<String> account,
    LocalDate firstDay,
    LocalDate lastDay,
    Optional<Amount> opening,
    Optional<Amount> closing,
    List<StatementLine> lines,
    int pending) {

  /** Copies the lines. */
  public Statement {
    lines = List.copyOf(lines);
  }

  /** The first day on which one of the lines is booked. */
  static Optional<LocalDate> firstDay(List<StatementLine> lines) {
    return lines.stream().map(StatementLine::bookedOn).min(Comparator.naturalOrder());
  }

  /** The last day on which one of the lines is booked. */
  static Optional<LocalDate> lastDay(List<StatementLine> lines) {
    return lines.stream().map(StatementLine::bookedOn).max(Comparator.naturalOrder());
  }

  /** The same for an account of that name. */
  public Statement of(String name) {
    return new Statement(Optional.of(name), firstDay, lastDay, opening, closing, lines, pending);
  }
}
