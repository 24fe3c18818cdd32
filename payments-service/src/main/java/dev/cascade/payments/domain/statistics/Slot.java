package dev.cascade.payments.domain.statistics;

import dev.cascade.payments.domain.Payment;

/**
 * One of the keys that the statistics of a currency are spread over, so that no single key is hot.
 *
 * @param currency whose payments are counted
 * @param number 0 to 9
 */
public record Slot(String currency, int number) {

  /** How many keys each currency has. */
  public static final int COUNT = 10;

  /** The slot that a payment is counted in, in all its states. */
  public static Slot of(Payment payment) {
    return new Slot(
        payment.instruction().amount().currency(),
        Math.floorMod(payment.instruction().id().hashCode(), COUNT));
  }

  /** The slot as a key of a partition, which counts the payments that lie on it. */
  public String keyOn(int partition) {
    return currency + "|" + number + "|" + partition;
  }

  /** Reads the currency from a key. */
  public static String currencyOf(String key) {
    return key.substring(0, key.indexOf('|'));
  }
}
