package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;

/**
 * Clients that order, and see to how their orders end: of four orders one is cancelled at once, one
 * when it is confirmed, one is shipped, and one stays open.
 */
public final class OrderLives implements AutoCloseable {

  private static final int CLIENTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Http http = new Http();
  private final Orders orders;
  private final String url;
  private final IntFunction<OrderBody> bodies;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final List<String> shipped = Collections.synchronizedList(new ArrayList<>());
  private final List<String> cancelled = Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private volatile boolean stopped;

  private OrderLives(Ecosystem ecosystem, IntFunction<OrderBody> bodies) {
    this.orders = new Orders(ecosystem);
    this.url = ecosystem.url("orders");
    this.bodies = bodies;
  }

  /**
   * Starts to order.
   *
   * @param bodies an order for each number, with an id of its own
   */
  public static OrderLives start(Ecosystem ecosystem, IntFunction<OrderBody> bodies) {
    OrderLives lives = new OrderLives(ecosystem, bodies);
    for (int client = 0; client < CLIENTS; client++) {
      lives.clients.execute(lives::run);
    }
    return lives;
  }

  /** Waits until that many more orders than now have come as far as they shall. */
  public void awaitMore(int count) {
    int wanted = ended.get() + count;
    Awaitility.await(count + " more orders to end")
        .atMost(PATIENCE)
        .until(() -> ended.get() >= wanted || !failures.isEmpty());
    failIfBroken();
  }

  /** The orders whose shipment was accepted. */
  public List<String> shipped() {
    return List.copyOf(shipped);
  }

  /** The orders whose cancellation was accepted. */
  public List<String> cancelled() {
    return List.copyOf(cancelled);
  }

  private void run() {
    try {
      while (!stopped) {
        live(next.getAndIncrement());
        ended.incrementAndGet();
      }
    } catch (RuntimeException | AssertionError e) {
      failures.add(e);
    }
  }

  private void live(int number) {
    OrderBody order = bodies.apply(number);
    orders.postUntilAccepted(order);
    switch (number % 4) {
      case 0 -> ask(order.id(), "cancel", cancelled);
      case 1 -> askOnceConfirmed(order.id(), "cancel", cancelled);
      case 2 -> askOnceConfirmed(order.id(), "ship", shipped);
      default -> orders.settled(order.id());
    }
  }

  private void askOnceConfirmed(String id, String wish, List<String> granted) {
    if (orders.settled(id).field("state").equals("CONFIRMED")) {
      ask(id, wish, granted);
    }
  }

  /** A wish that comes too late is refused with 409, and that is fine. */
  private void ask(String id, String wish, List<String> granted) {
    String path = url + "/v1/orders/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/" + wish;
    int status =
        Awaitility.await(wish + " of " + id)
            .pollInSameThread()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(200))
            .atMost(PATIENCE)
            .until(() -> status(path), answered -> answered < 500);
    if (status == 200 || status == 202) {
      granted.add(id);
    } else if (status != 409) {
      throw new AssertionError(wish + " of " + id + " is answered with " + status);
    }
  }

  private int status(String path) {
    try {
      return http.tryPost(path + "?timeout=5000", "{}").status();
    } catch (IOException e) {
      return 503;
    }
  }

  private void failIfBroken() {
    if (!failures.isEmpty()) {
      throw new AssertionError("A client gave up", failures.peek());
    }
  }

  @Override
  public void close() {
    stopped = true;
    clients.shutdown();
    try {
      if (!clients.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        clients.shutdownNow();
        throw new AssertionError("An order does not end; " + ended + " have");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failIfBroken();
  }
}
