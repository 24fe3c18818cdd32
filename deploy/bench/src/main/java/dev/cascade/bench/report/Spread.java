package dev.cascade.bench.report;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A figure over several runs.
 *
 * @param median the one in the middle, or the mean of the two in the middle
 * @param least the smallest
 * @param most the largest
 */
public record Spread(double median, double least, double most) {

  /**
   * The spread of these values.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Spread of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("A spread needs a value");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** The median, and the ends if they differ. */
  public String text(int decimals) {
    String number = "%." + decimals + "f";
    return least == most
        ? String.format(Locale.ROOT, number, median)
        : String.format(
            Locale.ROOT, number + " [" + number + "-" + number + "]", median, least, most);
  }
}
