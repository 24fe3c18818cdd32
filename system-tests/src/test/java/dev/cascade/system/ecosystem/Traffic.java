package dev.cascade.system.ecosystem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/**
 * A client that goes on ordering, at a steady pace while it is served, and repeats an order until
 * it is accepted while it is not.
 */
public final class Traffic implements AutoCloseable {

  private static final long PACE_MILLIS = 100;
  private static final int CUSTOMERS = 10;
  private static final long BOUND_SECONDS = 90;

  private final Orders orders;
  private final String prefix;
  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> posting;

  private Traffic(Orders orders, String prefix) {
    this.orders = orders;
    this.prefix = prefix;
    this.posting =
        clock.scheduleWithFixedDelay(this::postNext, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Starts to order; the ids of the orders are the prefix and a number. */
  public static Traffic start(Orders orders, String prefix) {
    return new Traffic(orders, prefix);
  }

  /** Waits until that many more orders than now were accepted. */
  public void awaitMore(int count) {
    int wanted = accepted.size() + count;
    Awaitility.await(count + " more orders to be accepted")
        .atMost(Duration.ofSeconds(BOUND_SECONDS))
        .until(() -> accepted.size() >= wanted || posting.isDone());
    failIfBroken();
  }

  /** The orders that were accepted so far. */
  public List<String> accepted() {
    return List.copyOf(accepted);
  }

  @Override
  public void close() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(BOUND_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("An order is not accepted: " + prefix + accepted.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void postNext() {
    int number = accepted.size();
    String id = prefix + number;
    String customer = Integer.toString(number % CUSTOMERS);
    orders.postUntilAccepted(OrderBody.of(id, customer, "UNDERPANTS", 1, "1.00"));
    accepted.add(id);
  }

  private void failIfBroken() {
    if (!posting.isDone()) {
      return;
    }
    try {
      posting.get(0, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("The client gave up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
