package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A client that goes on paying, by way of one instance after the other. It sends a payment again
 * until it is accepted, and every fifth one once more after that.
 */
public final class PaymentTraffic implements AutoCloseable {

  private static final int PACE_MILLIS = 20;
  private static final int REPEATED = 5;
  private static final long BOUND_SECONDS = 90;

  private final Http http = new Http();
  private final List<String> instances;
  private final List<String> accounts;
  private final String prefix;
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean stopped;

  private PaymentTraffic(List<String> instances, List<String> accounts, String prefix) {
    this.instances = instances;
    this.accounts = accounts;
    this.prefix = prefix;
  }

  /**
   * Starts to pay.
   *
   * @param instances base URLs
   * @param accounts the first one pays the others, and they pay each other
   * @param prefix of the payments' ids, which end with a number
   */
  public static PaymentTraffic start(List<String> instances, List<String> accounts, String prefix) {
    PaymentTraffic traffic = new PaymentTraffic(instances, accounts, prefix);
    var unused =
        traffic.clock.scheduleWithFixedDelay(
            traffic::payNext, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
    return traffic;
  }

  /** Waits until that many more payments than now were accepted. */
  public void awaitMore(int count) {
    int wanted = accepted.size() + count;
    Awaitility.await(count + " more payments to be accepted")
        .atMost(Duration.ofSeconds(BOUND_SECONDS))
        .until(() -> accepted.size() >= wanted);
  }

  /** The payments that were accepted so far. */
  public List<String> accepted() {
    return List.copyOf(accepted);
  }

  private void payNext() {
    int number = accepted.size();
    String id = prefix + number;
    String debtor = accounts.get(number % 3 == 0 ? 0 : number % accounts.size());
    String creditor = accounts.get((accounts.indexOf(debtor) + 1) % accounts.size());
    String body =
        """
        {"id":"%s","debtorAccount":"%s","creditorAccount":"%s","amount":"%d.00","currency":"EUR"}\
        """
            .formatted(id, debtor, creditor, 1 + number % 9);
    for (int attempt = number; !isAccepted(body, attempt) && !stopped; attempt++) {
      Thread.onSpinWait();
    }
    accepted.add(id);
    if (number % REPEATED == 0) {
      isAccepted(body, number + 1);
    }
  }

  private boolean isAccepted(String body, int attempt) {
    try {
      Http.Answer answer =
          http.tryPost(instances.get(attempt % instances.size()) + "/v1/payments", body);
      return answer.status() == 200 || answer.status() == 202;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(BOUND_SECONDS, TimeUnit.SECONDS)) {
        stopped = true;
        throw new AssertionError("A payment is not accepted: " + prefix + accepted.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
