package dev.cascade.payments.domain.statistics;

import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Running totals of what entered, left and was confirmed. They only ever grow and are summed on
 * read, so it does not matter which partition counted what.
 *
 * @param entered payments that passed the gate
 * @param left payments that passed the gate and ended
 * @param confirmed payments that were confirmed
 * @param today the UTC day of {@code confirmedToday}
 * @param confirmedToday payments that were confirmed on that day
 */
public record Flow(
    Tally entered, Tally left, Tally confirmed, LocalDate today, Tally confirmedToday) {

  /** Nothing yet. */
  public static final Flow ZERO =
      new Flow(Tally.ZERO, Tally.ZERO, Tally.ZERO, LocalDate.EPOCH, Tally.ZERO);

  /** Returns these totals after a payment reached a state. */
  public Flow after(Payment payment) {
    long amount = payment.instruction().amount().minorUnits();
    return switch (payment) {
      case Payment.Debit _ ->
          new Flow(entered.plus(amount), left, confirmed, today, confirmedToday);
      case Payment.Rejected rejected when rejected.inflightAt() == null -> this;
      case Payment.Rejected _,
          Payment.Complete _,
          Payment.Failed _,
          Payment.Reversed _,
          Payment.Authorised _ ->
          new Flow(entered, left.plus(amount), confirmed, today, confirmedToday);
      // A void is a payment of its own that moves nothing.
      case Payment.Confirmed done when done.instruction().kind() == PaymentKind.VOID -> this;
      case Payment.Confirmed done -> confirmed(amount, day(done.at()));
      // An authorisation left when it was authorised; the others are steps on the way.
      case Payment.Captured _,
          Payment.Voided _,
          Payment.Incoming _,
          Payment.Credit _,
          Payment.Reversal _,
          Payment.Settled _ ->
          this;
    };
  }

  /** Returns the sum of both. */
  public Flow merge(Flow other) {
    LocalDate later = today.isAfter(other.today) ? today : other.today;
    return new Flow(
        entered.merge(other.entered),
        left.merge(other.left),
        confirmed.merge(other.confirmed),
        later,
        on(later).merge(other.on(later)));
  }

  /** What is between the gate and its end. */
  public Tally inFlight() {
    return entered.minus(left);
  }

  /** What was confirmed on the given day, if that is the latest one. */
  public Tally on(LocalDate day) {
    return day.equals(today) ? confirmedToday : Tally.ZERO;
  }

  /** The UTC day of a moment. */
  public static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private Flow confirmed(long amount, LocalDate day) {
    return day.isBefore(today)
        ? new Flow(entered, left, confirmed.plus(amount), today, confirmedToday)
        : new Flow(entered, left, confirmed.plus(amount), day, on(day).plus(amount));
  }
}
