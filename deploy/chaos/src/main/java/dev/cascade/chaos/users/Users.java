package dev.cascade.chaos.users;

import dev.cascade.chaos.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * People who order, cancel, ship, pay and look, at a steady rate. Each repeats what was not
 * acknowledged until it is, as careful clients do, and reads what was with the position of its
 * write.
 */
public final class Users implements AutoCloseable {

  private static final Duration LOOKING = Duration.ofMillis(500);

  private final Tally tally = new Tally();
  private final Queue<String> orders = new ConcurrentLinkedQueue<>();
  private final Queue<String> payments = new ConcurrentLinkedQueue<>();
  private final AtomicLong paid = new AtomicLong();
  private final AtomicLong ordered = new AtomicLong();
  private final List<Pace> paces;

  /**
   * Users who wait for {@link #goOn()}.
   *
   * @param prefix of all ids
   * @param paymentsAtOnce how many payments are begun at the same moment, as a run of salaries is
   */
  public Users(
      Stage stage,
      String prefix,
      double ordersPerSecond,
      double paymentsPerSecond,
      int paymentsAtOnce) {
    Calls calls = new Calls(stage, tally);
    Buyer buyer = new Buyer(calls, tally, prefix + "o-", this::ordered);
    Payer payer = new Payer(calls, tally, prefix + "p-", this::paid);
    Looker looker = new Looker(calls);
    double looks = 1000.0 / LOOKING.toMillis();
    paces =
        List.of(
            new Pace(ordersPerSecond, 1, buyer::order),
            new Pace(paymentsPerSecond, paymentsAtOnce, payer::pay),
            new Pace(looks, 1, looker::look));
  }

  private void ordered(String id) {
    orders.add(id);
    ordered.incrementAndGet();
  }

  private void paid(String id) {
    payments.add(id);
    paid.incrementAndGet();
  }

  /** Lets them begin, or begin again. */
  public void goOn() {
    paces.forEach(Pace::goOn);
  }

  /**
   * Lets them finish what they began, and begin nothing more.
   *
   * @return whether all did in time
   */
  public boolean rest(Duration bound) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    boolean all = true;
    for (Pace pace : paces) {
      all &= pace.rest(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    return all;
  }

  /** What they were answered. */
  public Tally tally() {
    return tally;
  }

  /** How many orders were acknowledged. */
  public long ordered() {
    return ordered.get();
  }

  /** How many payments were acknowledged. */
  public long paid() {
    return paid.get();
  }

  /** The orders that were acknowledged. */
  public List<String> orders() {
    return List.copyOf(orders);
  }

  /** The payments that were acknowledged. */
  public List<String> payments() {
    return List.copyOf(payments);
  }

  /** How much was not begun because too much was waiting for an answer. */
  public long skipped() {
    return paces.stream().mapToLong(Pace::skipped).sum();
  }

  @Override
  public void close() {
    paces.forEach(Pace::close);
  }
}
