package dev.cascade.auditor.invariants;

import dev.cascade.auditor.log.Place;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The running sums of one partition of account balances, by currency. Each partition sums to zero
 * by itself: entry and counter-entry lie on one.
 */
final class Books {

  /** Where a sum that is not what it should be began. */
  record Gap(Place place, String account, String currency, long sum) {}

  private final Map<String, Long> sums = new HashMap<>();
  private final Map<String, Long> transit = new HashMap<>();

  /** What the sum should be: zero, or after a breach what the breach left. */
  private final Map<String, Long> expected = new HashMap<>();

  private @Nullable Gap open;
  private @Nullable Gap suspect;
  private boolean isLive;
  private long ticket = -1;
  private volatile Map<String, Long> publishedSums = Map.of();
  private volatile Map<String, Long> publishedTransit = Map.of();

  void add(String currency, long change, boolean isTransit) {
    sums.merge(currency, change, Long::sum);
    if (isTransit) {
      transit.merge(currency, change, Long::sum);
    }
  }

  boolean isBalanced(String currency) {
    return sum(currency) == expected.getOrDefault(currency, 0L);
  }

  /** The entry whose counter-entry is still to come. */
  @Nullable Gap open() {
    return open;
  }

  void open(Place place, String account, String currency) {
    open = new Gap(place, account, currency, sum(currency));
    ticket = -1;
  }

  void close() {
    open = null;
    ticket = -1;
  }

  /**
   * Takes the present sum of that currency as what it should be, so that one breach is told once.
   */
  void acceptSum(String currency) {
    expected.put(currency, sum(currency));
    close();
  }

  /** While it catches up, a breach is only suspected: a later record may explain it. */
  void suspect(Gap gap) {
    if (suspect == null) {
      suspect = gap;
    }
  }

  /** Records were compacted away: sums before this moment say nothing. */
  void explained() {
    suspect = null;
    expected.clear();
    close();
  }

  @Nullable Gap takeSuspect() {
    Gap taken = suspect;
    suspect = null;
    return taken;
  }

  boolean isLive() {
    return isLive;
  }

  void live(boolean live) {
    isLive = live;
  }

  long ticket() {
    return ticket;
  }

  void ticket(long drawn) {
    ticket = drawn;
  }

  long sum(String currency) {
    return sums.getOrDefault(currency, 0L);
  }

  /** Shows the present sums to other threads; called at a cut. */
  void publish() {
    publishedSums = Map.copyOf(sums);
    publishedTransit = Map.copyOf(transit);
  }

  Map<String, Long> publishedSums() {
    return publishedSums;
  }

  Map<String, Long> publishedTransit() {
    return publishedTransit;
  }
}
