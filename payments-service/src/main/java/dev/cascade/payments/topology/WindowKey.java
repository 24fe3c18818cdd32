package dev.cascade.payments.topology;

import dev.cascade.payments.domain.statistics.Slot;
import dev.cascade.payments.domain.statistics.Throughput;
import java.time.Instant;

/** The keys of throughput windows: in order of time, then of currency and slot. */
public final class WindowKey {

  private static final int TIME_DIGITS = 19;

  private WindowKey() {}

  /** The key of the window that the moment lies in. */
  public static String of(Instant at, Slot slot) {
    return first(start(at)) + "|" + slot.key();
  }

  /** A key before all windows that start at the moment or later. */
  public static String first(Instant at) {
    return "%019d".formatted(at.toEpochMilli());
  }

  /** When the window starts that the moment lies in. */
  public static Instant start(Instant at) {
    long window = Throughput.WINDOW.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), window) * window);
  }

  /** When the window of this key starts. */
  public static Instant startOf(String key) {
    return Instant.ofEpochMilli(Long.parseLong(key.substring(0, TIME_DIGITS)));
  }

  /** Whose payments the window of this key counts. */
  public static String currencyOf(String key) {
    return Slot.currencyOf(key.substring(TIME_DIGITS + 1));
  }
}
