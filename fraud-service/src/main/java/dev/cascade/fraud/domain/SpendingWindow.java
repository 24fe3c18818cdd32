package dev.cascade.fraud.domain;

import dev.cascade.fraud.domain.LiveValues.LiveValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A true sliding window over orders' creation times: the one that ends at {@code t} holds what was
 * created in {@code (t - length, t]}, to the millisecond.
 *
 * <p>An order that arrives after later ones is in all windows that end from its own time on until
 * {@code length} later. It is held against the fullest of them, so that no order of arrival lets a
 * customer spend more in any hour.
 *
 * @param length of the window
 */
public record SpendingWindow(Duration length) {

  /** Refuses a window without length. */
  public SpendingWindow {
    if (!length.isPositive()) {
      throw new IllegalArgumentException("The window's length must be positive, not " + length);
    }
  }

  /**
   * What an order meets.
   *
   * @param fullest value of the live orders, without this one, in the fullest window that it is in
   * @param advanced the running sum, moved on to the order's time if that is later
   */
  public record Assessment(long fullest, Spending advanced) {}

  /** What an order created at {@code time} meets. */
  public Assessment assess(@Nullable Spending spending, Instant time, LiveValues values) {
    if (spending == null) {
      return new Assessment(0, new Spending(time, 0));
    }
    return time.isBefore(spending.head())
        ? new Assessment(fullest(spending, time, values), spending)
        : inOrder(spending, time, values);
  }

  /** Whether a live order of that time is in the running sum. */
  public boolean isCounted(Spending spending, Instant createdAt) {
    return createdAt.isAfter(start(spending.head())) && !createdAt.isAfter(spending.head());
  }

  private Assessment inOrder(Spending spending, Instant time, LiveValues values) {
    Instant head = spending.head();
    long stays =
        start(time).isBefore(head)
            ? spending.total() - sum(values.between(start(head), start(time)))
            : 0;
    return new Assessment(stays, new Spending(time, stays));
  }

  /** Slides a window from the order's time over the later orders that share one with it. */
  private long fullest(Spending spending, Instant time, LiveValues values) {
    Instant head = spending.head();
    Instant last = earlier(head, time.plus(length).minusMillis(1));
    List<LiveValue> entering = values.between(time, last);
    List<LiveValue> leaving = values.between(start(time), start(last));
    long inWindow = upTo(spending, time, values);
    long fullest = inWindow;
    int left = 0;
    for (LiveValue later : entering) {
      inWindow += later.minorUnits();
      Instant start = start(later.createdAt());
      while (left < leaving.size() && !leaving.get(left).createdAt().isAfter(start)) {
        inWindow -= leaving.get(left++).minorUnits();
      }
      fullest = Math.max(fullest, inWindow);
    }
    return fullest;
  }

  /** The window that ends at the order's time: by way of the running sum when that is near. */
  private long upTo(Spending spending, Instant time, LiveValues values) {
    Instant head = spending.head();
    if (!start(head).isBefore(time)) {
      return sum(values.between(start(time), time));
    }
    return spending.total()
        + sum(values.between(start(time), start(head)))
        - sum(values.between(time, head));
  }

  private Instant start(Instant end) {
    return end.minus(length);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static long sum(List<LiveValue> values) {
    return values.stream().mapToLong(LiveValue::minorUnits).reduce(0, Math::addExact);
  }
}
