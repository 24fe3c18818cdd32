package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.util.List;

/**
 * A client that goes on paying, by way of one instance after the other. It sends a payment again
 * until it is accepted, and every fifth one once more after that.
 */
public final class PaymentTraffic implements AutoCloseable {

  private static final int REPEATED = 5;

  private final Http http = new Http();
  private final List<String> instances;
  private final List<String> accounts;
  private final String prefix;
  private final SteadyCalls calls = new SteadyCalls("payments");

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
    traffic.calls.start(traffic::payNext);
    return traffic;
  }

  /** Waits until that many more payments than now were accepted. */
  public void awaitMore(int count) {
    calls.awaitMore(count);
  }

  /** The payments that were accepted so far. */
  public List<String> accepted() {
    return calls.accepted();
  }

  private void payNext() {
    int number = calls.count();
    String id = prefix + number;
    String debtor = accounts.get(number % 3 == 0 ? 0 : number % accounts.size());
    String creditor = accounts.get((accounts.indexOf(debtor) + 1) % accounts.size());
    String body =
        """
        {"id":"%s","debtorAccount":"%s","creditorAccount":"%s","amount":"%d.00","currency":"EUR"}\
        """
            .formatted(id, debtor, creditor, 1 + number % 9);
    for (int attempt = number; !isAccepted(body, attempt) && !calls.isStopped(); attempt++) {
      Thread.onSpinWait();
    }
    calls.accept(id);
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
    calls.close();
  }
}
