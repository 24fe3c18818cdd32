package dev.cascade.payments.domain.account;

import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Payment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account after its latest entry or command.
 *
 * @param id account id
 * @param status whether it takes part in payments
 * @param balance sum of its entries
 * @param overdraftLimit how far below zero the balance may go, in minor units
 * @param holds what authorisations hold
 * @param moving id of the one debit in flight; null when there is none or it does not matter
 * @param waiting debits that wait for the one in flight
 * @param recentCommands ids of the latest commands, the newest last
 * @param version grows by one with each change
 */
public record Account(
    String id,
    AccountStatus status,
    Money balance,
    long overdraftLimit,
    List<Hold> holds,
    @Nullable String moving,
    List<Payment.Debit> waiting,
    List<String> recentCommands,
    long version) {

  /**
   * The most holds of one account. An account is one record, and brokers take one megabyte: with
   * the longest ids, all holds take less than half of that.
   */
  public static final int MAX_HOLDS = 256;

  /** The most debits that wait for the one in flight; less than a third of a record. */
  public static final int MAX_WAITING = 128;

  /** How many command ids are remembered. */
  public static final int MAX_RECENT_COMMANDS = 16;

  /** No balance goes past this in either direction, so no sum of two of them wraps. */
  public static final long MAX_BALANCE_MINOR_UNITS = 1L << 62;

  /** Copies the lists. */
  public Account {
    holds = List.copyOf(holds);
    waiting = List.copyOf(waiting);
    recentCommands = List.copyOf(recentCommands);
  }

  static Account open(String id, String currency, long overdraftLimit) {
    return new Account(
        id,
        AccountStatus.OPEN,
        new Money(0, currency),
        overdraftLimit,
        List.of(),
        null,
        List.of(),
        List.of(),
        0);
  }

  /** What authorisations hold, in minor units. */
  public long heldMinorUnits() {
    return holds.stream().mapToLong(Hold::minorUnits).sum();
  }

  /** What a debit may take, in minor units. */
  public long availableMinorUnits() {
    long own = Math.subtractExact(balance.minorUnits(), heldMinorUnits());
    return own > Long.MAX_VALUE - overdraftLimit ? Long.MAX_VALUE : own + overdraftLimit;
  }

  Optional<Hold> hold(@Nullable String paymentId) {
    return holds.stream().filter(it -> it.paymentId().equals(paymentId)).findFirst();
  }

  Account book(long minorUnits) {
    return next(
        status, balance.withMinorUnits(Math.addExact(balance.minorUnits(), minorUnits)), holds);
  }

  Account became(AccountStatus other) {
    return next(other, balance, holds);
  }

  Account holding(Hold hold) {
    return next(status, balance, append(holds, hold, MAX_HOLDS));
  }

  Account releasing(Hold hold) {
    return next(status, balance, holds.stream().filter(it -> !it.equals(hold)).toList());
  }

  Account limited(long limit) {
    return new Account(
        id, status, balance, limit, holds, moving, waiting, recentCommands, version + 1);
  }

  Account remembering(String commandId) {
    return new Account(
        id,
        status,
        balance,
        overdraftLimit,
        holds,
        moving,
        waiting,
        append(recentCommands, commandId, MAX_RECENT_COMMANDS),
        version);
  }

  /** Several steps of one decision are one version. */
  Account versioned(long next) {
    return new Account(
        id, status, balance, overdraftLimit, holds, moving, waiting, recentCommands, next);
  }

  Account touched() {
    return next(status, balance, holds);
  }

  Account moving(@Nullable String paymentId) {
    return queue(paymentId, waiting);
  }

  Account queued(Payment.Debit debit) {
    return queue(moving, append(waiting, debit, MAX_WAITING));
  }

  Account dequeued() {
    return queue(moving, waiting.subList(1, waiting.size()));
  }

  private Account queue(@Nullable String nowMoving, List<Payment.Debit> nowWaiting) {
    return new Account(
        id, status, balance, overdraftLimit, holds, nowMoving, nowWaiting, recentCommands, version);
  }

  private Account next(AccountStatus nextStatus, Money nextBalance, List<Hold> nextHolds) {
    return new Account(
        id,
        nextStatus,
        nextBalance,
        overdraftLimit,
        nextHolds,
        moving,
        waiting,
        recentCommands,
        version + 1);
  }

  private static <T> List<T> append(List<T> list, T element, int max) {
    List<T> next = new ArrayList<>(list);
    next.add(element);
    return next.size() > max ? next.subList(next.size() - max, next.size()) : next;
  }
}
