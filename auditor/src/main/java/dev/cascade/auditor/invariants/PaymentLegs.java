package dev.cascade.auditor.invariants;

import static dev.cascade.auditor.invariants.Guarantee.CREDIT_IMPLIES_DEBIT;
import static dev.cascade.auditor.invariants.Guarantee.PAYMENTS_ONCE;

import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.Place;
import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.catalogue.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A payment debits once, credits once what it debited, and ends once, with both entries or none.
 *
 * <p>Debit and credit lie on the partitions of their accounts; the credit follows from the debit,
 * so the debit is read once a ticket passes that was drawn after the credit was read. A payment on
 * its way is not forgotten for one that is through.
 */
public final class PaymentLegs implements Rule {

  /** How long a payment may be on its way while its debit is compacted away. */
  private static final Duration LONGEST_WAY = Duration.ofMinutes(10);

  private static final Set<PaymentKind> MOVING =
      Set.of(PaymentKind.TRANSFER, PaymentKind.CAPTURE, PaymentKind.REFUND);

  /** Ends of payments that move nothing. */
  private static final Set<PaymentState> REFUSED =
      EnumSet.of(PaymentState.REJECTED, PaymentState.FAILED);

  /** What is known of a payment. */
  private static final class Legs {
    private long debit;
    private long credit;
    private String currency = "";
    private @Nullable PaymentState end;
    private @Nullable Place refusedAt;

    boolean isThrough() {
      return debit != 0 && credit != 0;
    }

    boolean sumUp() {
      return debit != 0 && debit + credit == 0;
    }
  }

  private final Reading reading;
  private final Findings findings;
  private final BooleanSupplier sawCompaction;
  private final Recent<String, Legs> onTheWay;
  private final Recent<String, Legs> through;
  private final Questions questions;
  private Instant liveSince = Instant.MAX;

  /**
   * Watches, and remembers so many payments on their way, and so many that are through.
   *
   * @param sawCompaction whether some balances are known to be compacted away
   */
  public PaymentLegs(Reading reading, Findings findings, BooleanSupplier sawCompaction, int most) {
    this.reading = reading;
    this.findings = findings;
    this.sawCompaction = sawCompaction;
    this.onTheWay = new Recent<>(most, _ -> findings.forgot(CREDIT_IMPLIES_DEBIT));
    this.through = new Recent<>(most, _ -> {});
    this.questions = new Questions(reading, findings, most);
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.ACCOUNT_BALANCES, AccountBalance.class)
        .filter(account -> account.getEntry() != null && !AccountBooks.isTransit(account))
        .ifPresent(account -> entry(fact, account));
    fact.of(Topics.PAYMENTS_COMPLETE, Payment.class)
        .filter(payment -> !ReusedIds.isRefusal(payment.getReason()))
        .ifPresent(payment -> ended(fact, payment));
  }

  private void entry(Fact fact, AccountBalance account) {
    String payment = account.getEntry().getPaymentId();
    long amount = account.getEntry().getAmountMinorUnits();
    Legs legs = legs(payment);
    String currency = account.getBalance().getCurrency();
    if (amount < 0) {
      findings.judge(PAYMENTS_ONCE, legs.debit == 0, fact.place(), payment, () -> "A second debit");
      checkCurrency(fact.place(), payment, legs, currency);
      legs.debit = amount;
    } else {
      findings.judge(
          PAYMENTS_ONCE, legs.credit == 0, fact.place(), payment, () -> "A second credit");
      checkCurrency(fact.place(), payment, legs, currency);
      credit(fact, payment, amount, legs);
    }
    checkRefused(payment, legs);
    keep(payment, legs, fact.at());
  }

  /** In whichever order its entries and its end are read. */
  private void checkRefused(String payment, Legs legs) {
    Place refusedAt = legs.refusedAt;
    if (refusedAt != null) {
      findings.judge(
          PAYMENTS_ONCE,
          legs.debit == 0 && legs.credit == 0,
          refusedAt,
          payment,
          () ->
              "It ends as %s with %d debited and %d credited"
                  .formatted(legs.end, -legs.debit, legs.credit));
    }
  }

  private void checkCurrency(Place place, String payment, Legs legs, String currency) {
    if (!legs.currency.isEmpty() && !legs.currency.equals(currency)) {
      findings.broken(
          CREDIT_IMPLIES_DEBIT,
          place,
          payment,
          "One entry in " + legs.currency + ", one in " + currency);
    }
    legs.currency = currency;
  }

  private void credit(Fact fact, String payment, long amount, Legs legs) {
    legs.credit = amount;
    if (legs.sumUp()) {
      findings.judged(CREDIT_IMPLIES_DEBIT);
      return;
    }
    questions.ask(
        Topics.ACCOUNT_BALANCES,
        CREDIT_IMPLIES_DEBIT,
        () -> legs.sumUp() || !canJudge(fact.at()),
        () ->
            findings.broken(
                CREDIT_IMPLIES_DEBIT,
                fact.place(),
                payment,
                "%d is credited, and %d was debited".formatted(amount, -legs.debit)));
  }

  private void ended(Fact fact, Payment payment) {
    Legs legs = legs(payment.getId());
    findings.judge(
        PAYMENTS_ONCE,
        legs.end == null || mayFollow(legs.end, payment),
        fact.place(),
        payment.getId(),
        () -> "It ends as " + payment.getState() + " after it ended as " + legs.end);
    legs.end = payment.getState();
    if (REFUSED.contains(legs.end)) {
      legs.refusedAt = fact.place();
    }
    checkRefused(payment.getId(), legs);
    boolean moves = MOVING.contains(payment.getKind());
    if (moves && Set.of(PaymentState.COMPLETE, PaymentState.REVERSED).contains(legs.end)) {
      askForEntries(fact, payment, legs);
    }
    keep(payment.getId(), legs, fact.at());
  }

  private void askForEntries(Fact fact, Payment payment, Legs legs) {
    questions.ask(
        Topics.ACCOUNT_BALANCES,
        PAYMENTS_ONCE,
        () -> legs.isThrough() || !canJudge(fact.at()),
        () ->
            findings.broken(
                PAYMENTS_ONCE,
                fact.place(),
                payment.getId(),
                "It ends as %s with %d debited and %d credited"
                    .formatted(payment.getState(), -legs.debit, legs.credit)));
  }

  private static boolean mayFollow(PaymentState before, Payment payment) {
    return before == PaymentState.AUTHORISED
        && (payment.getState() == PaymentState.VOIDED || payment.getCapturedBy() != null);
  }

  private Legs legs(String payment) {
    Legs legs = onTheWay.get(payment);
    if (legs == null) {
      legs = through.get(payment);
    }
    return legs == null ? new Legs() : legs;
  }

  private void keep(String payment, Legs legs, Instant at) {
    if (legs.isThrough() || (legs.end != null && legs.debit == 0 && legs.credit == 0)) {
      onTheWay.remove(payment);
      through.put(payment, legs, at);
    } else {
      onTheWay.put(payment, legs, at);
    }
  }

  /** Its debit may have been compacted away before it was read, or forgotten. */
  private boolean canJudge(Instant at) {
    boolean isAfterCatchingUp =
        liveSince.isBefore(Instant.MAX) && at.isAfter(liveSince.plus(LONGEST_WAY));
    return (isAfterCatchingUp || !sawCompaction.getAsBoolean())
        && reading.isWithinLookBack(at)
        && onTheWay.remembers(at)
        && through.remembers(at);
  }

  @Override
  public void check() {
    boolean live = reading.isLive(Topics.ACCOUNT_BALANCES, Reading.ALL);
    if (!live) {
      liveSince = Instant.MAX;
    } else if (liveSince.equals(Instant.MAX)) {
      liveSince = reading.now();
    }
    questions.check();
  }

  @Override
  public int waiting() {
    return questions.waiting();
  }
}
