package dev.cascade.bench.payments;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Which two accounts take part in a payment; the same for the same index. */
public sealed interface AccountPick {

  /** Who pays the payment with that index. */
  int debtor(long index);

  /** Who receives the payment with that index; never who pays it. */
  int creditor(long index);

  /**
   * Every account as often as any other.
   *
   * @param accounts how many there are
   */
  record Uniform(int accounts) implements AccountPick {

    @Override
    public int debtor(long index) {
      return new SplittableRandom(index).nextInt(accounts);
    }

    @Override
    public int creditor(long index) {
      SplittableRandom random = new SplittableRandom(index);
      return (random.nextInt(accounts) + 1 + random.nextInt(accounts - 1)) % accounts;
    }
  }

  /**
   * One account receives all payments.
   *
   * @param accounts how many there are
   */
  record Hot(int accounts) implements AccountPick {

    @Override
    public int debtor(long index) {
      return 1 + new SplittableRandom(index).nextInt(accounts - 1);
    }

    @Override
    public int creditor(long index) {
      return 0;
    }
  }

  /** The account of rank n takes part 1/n times as often as the first. */
  final class Zipf implements AccountPick {

    private final double[] cumulative;

    /** Over so many accounts. */
    public Zipf(int accounts) {
      cumulative = new double[accounts];
      double sum = 0;
      for (int rank = 0; rank < accounts; rank++) {
        sum += 1.0 / (rank + 1);
        cumulative[rank] = sum;
      }
    }

    @Override
    public int debtor(long index) {
      return draw(new SplittableRandom(index));
    }

    @Override
    public int creditor(long index) {
      SplittableRandom random = new SplittableRandom(index);
      int debtor = draw(random);
      int creditor = draw(random);
      return creditor == debtor ? (debtor + 1) % cumulative.length : creditor;
    }

    private int draw(SplittableRandom random) {
      double point = random.nextDouble() * cumulative[cumulative.length - 1];
      int found = Arrays.binarySearch(cumulative, point);
      return Math.min(cumulative.length - 1, found >= 0 ? found : -found - 1);
    }
  }
}
