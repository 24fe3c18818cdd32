package dev.cascade.bench.workload;

import java.util.Locale;

/** How variants are called. */
final class Labels {

  private Labels() {}

  static String rate(double perSecond) {
    return perSecond == Math.rint(perSecond)
        ? String.format(Locale.ROOT, "%.0f/s", perSecond)
        : String.format(Locale.ROOT, "%s/s", perSecond);
  }
}
