package dev.cascade.payments.domain.generator;

import java.time.Duration;

/**
 * A load to be generated.
 *
 * @param ratePerSecond payments per second
 * @param accounts among how many accounts
 * @param skew how the receiving accounts are chosen
 * @param duration how long
 */
public record Load(int ratePerSecond, int accounts, Skew skew, Duration duration) {

  /** How the receiving accounts are chosen. */
  public enum Skew {
    /** Each account as often. */
    UNIFORM,
    /** The n-th account about 1/n as often as the first. */
    ZIPF,
    /** One account receives every payment. */
    HOT
  }

  /** How many payments are due after that time. */
  public long dueAfter(Duration elapsed) {
    Duration counted = elapsed.compareTo(duration) < 0 ? elapsed : duration;
    return (long) (counted.toNanos() / 1e9 * ratePerSecond);
  }

  /** The account that receives, chosen by a draw from [0, 1). */
  public int creditor(double draw) {
    return switch (skew) {
      case UNIFORM -> (int) (draw * accounts);
      // The inverse of the continuous distribution whose density falls as 1/x.
      case ZIPF -> Math.min(accounts - 1, (int) (Math.pow(accounts + 1.0, draw) - 1));
      case HOT -> 0;
    };
  }

  /** The account that gives, another than the one that receives, chosen by a draw from [0, 1). */
  public int debtor(int creditor, double draw) {
    int other = (int) (draw * (accounts - 1));
    return other >= creditor ? other + 1 : other;
  }
}
