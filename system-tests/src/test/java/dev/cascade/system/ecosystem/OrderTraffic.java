package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A client that goes on ordering by way of one instance after the other, and reads each order that
 * was accepted through another one, with the position of its write. It notes each answer that a
 * careful client must never get.
 */
public final class OrderTraffic implements AutoCloseable {

  private static final int CUSTOMERS = 10;

  /** The owner of the order is away, or the write is not visible in time: try again. */
  private static final Set<Integer> NOT_YET = Set.of(503, 504);

  /** Enough that something is always under way, and room for those who start beside it. */
  private static final Duration DEMANDING_PAUSE = Duration.ofMillis(300);

  /** How long a demanding client lets a call take: longer than a task needs to change its place. */
  private static final String PATIENCE = "timeout=15000";

  private static final String IMPATIENCE = "timeout=500";

  private final Http http = new Http();
  private final List<String> instances;
  private final String prefix;
  private final boolean demanding;
  private final SteadyCalls calls = new SteadyCalls("orders");
  private final List<String> wrong = new CopyOnWriteArrayList<>();

  private OrderTraffic(List<String> instances, String prefix, boolean demanding) {
    this.instances = instances;
    this.prefix = prefix;
    this.demanding = demanding;
  }

  /**
   * Starts to order.
   *
   * @param instances base URLs
   * @param prefix of the orders' ids, which end with a number
   */
  public static OrderTraffic start(List<String> instances, String prefix) {
    OrderTraffic traffic = new OrderTraffic(instances, prefix, false);
    traffic.calls.start(traffic::orderNext);
    return traffic;
  }

  /**
   * Starts to order from where one may expect to be answered always: each refusal, each error and
   * each broken connection is wrong.
   *
   * @param entry base URL
   * @param prefix of the orders' ids, which end with a number
   */
  public static OrderTraffic demanding(String entry, String prefix) {
    OrderTraffic traffic = new OrderTraffic(List.of(entry), prefix, true);
    traffic.calls.start(traffic::orderNext, DEMANDING_PAUSE);
    return traffic;
  }

  /** Waits until that many more orders than now were accepted and read. */
  public void awaitMore(int count) {
    calls.awaitMore(count);
  }

  /** The orders that were accepted so far. */
  public List<String> accepted() {
    return calls.accepted();
  }

  /** Answers that should not have been given. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  private void orderNext() {
    int number = calls.count();
    OrderBody order =
        OrderBody.of(
            prefix + number, Integer.toString(number % CUSTOMERS), "UNDERPANTS", 1, "1.00");
    @Nullable String position = null;
    for (int attempt = number; position == null && !calls.isStopped(); attempt++) {
      position = accepted(order, attempt);
    }
    for (int attempt = number + 1;
        !isSeen(order, position, attempt) && !calls.isStopped();
        attempt++) {
      Thread.onSpinWait();
    }
    calls.accept(order.id());
  }

  private @Nullable String accepted(OrderBody order, int attempt) {
    try {
      String query = demanding ? "?" + PATIENCE : "";
      Http.Answer answer = http.tryPost(instance(attempt) + "/v1/orders" + query, order.json());
      if (answer.status() == 201 || answer.status() == 200) {
        return answer.position();
      }
      note("POST " + order.id(), answer);
    } catch (IOException e) {
      noteAway("POST " + order.id(), e);
    }
    return null;
  }

  private boolean isSeen(OrderBody order, @Nullable String position, int attempt) {
    String token = position == null || position.isEmpty() ? "" : "&position=" + position;
    try {
      Http.Answer answer =
          http.tryGet(
              "%s/v1/orders/%s?%s%s"
                  .formatted(
                      instance(attempt), order.id(), demanding ? PATIENCE : IMPATIENCE, token));
      if (answer.status() == 200) {
        return true;
      }
      note("GET " + order.id() + token, answer);
    } catch (IOException e) {
      noteAway("GET " + order.id() + token, e);
    }
    return false;
  }

  private void noteAway(String request, IOException failure) {
    if (demanding) {
      wrong.add(request + ": " + failure);
    }
  }

  private void note(String request, Http.Answer answer) {
    if (demanding || !NOT_YET.contains(answer.status())) {
      wrong.add(request + ": " + answer.status() + " " + answer.text());
    }
  }

  private String instance(int attempt) {
    return instances.get(attempt % instances.size());
  }

  @Override
  public void close() {
    calls.close();
  }
}
