package dev.cascade.local.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.local.data.JsonApi.Answer;
import dev.cascade.local.data.SampleData.SampleAccount;
import dev.cascade.local.data.SampleData.SampleCustomer;
import dev.cascade.local.data.SampleData.SampleProduct;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the sample data goes in, as everybody else's would: products, stock, accounts and money
 * over HTTP, customers as the CRM tells them. Every id is fixed, so that loading twice changes
 * nothing.
 *
 * @param inventoryUrl base URL of inventory-service
 * @param paymentsUrl base URL of payments-service
 * @param http calls of somebody who may do all of it
 * @param crm is told the customers
 */
record SampleDataDoors(
    String inventoryUrl, String paymentsUrl, JsonApi http, Consumer<List<SampleCustomer>> crm) {

  private static final int AT_ONCE = 8;
  private static final int PATIENCE_MS = 20_000;
  private static final int UNAVAILABLE = 503;
  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Loads all of it.
   *
   * @throws ServerFailedException when something of it is refused
   */
  void load(SampleData data) {
    List<Runnable> tasks = new ArrayList<>();
    tasks.add(() -> crm.accept(data.customers()));
    data.accounts().forEach(account -> tasks.add(() -> account(account)));
    data.products().forEach(product -> tasks.add(() -> product(product)));
    Together.run(tasks, AT_ONCE);
  }

  private void product(SampleProduct product) {
    ObjectNode body =
        JSON.createObjectNode().put("name", product.name()).put("currency", product.currency());
    if (product.listPrice() != null) {
      body.put("listPrice", product.listPrice().toPlainString());
    }
    must("PUT", inventory("/v1/products/" + product.id()), body);
    if (product.stock() > 0) {
      must(
          "POST",
          inventory("/v1/stock/" + product.id() + "/adjustments"),
          JSON.createObjectNode()
              .put("adjustmentId", "sample-" + product.id())
              .put("delta", product.stock())
              .put("reason", "sample data"));
    }
  }

  // Money to an account that is not open yet would be sent back, so each step waits for the last.
  private void account(SampleAccount account) {
    must(
        "POST",
        payments("/v1/accounts"),
        JSON.createObjectNode()
            .put("id", account.id())
            .put("currency", account.currency())
            .put("overdraftLimit", account.overdraftLimit().toPlainString()));
    must("GET", payments("/v1/accounts/" + account.id() + "?timeout=" + PATIENCE_MS), null);
    if (account.funding() != null) {
      fund(account, account.funding().toPlainString());
    }
  }

  private void fund(SampleAccount account, String amount) {
    String paymentId = "sample-" + account.id();
    must(
        "POST",
        payments("/v1/payments"),
        JSON.createObjectNode()
            .put("id", paymentId)
            .put("debtorAccount", "world")
            .put("creditorAccount", account.id())
            .put("amount", amount)
            .put("currency", account.currency()));
    Answer outcome =
        must(
            "GET",
            payments("/v1/payments/" + paymentId + "/completed?timeout=" + PATIENCE_MS),
            null);
    String state = outcome.body().path("state").asText();
    if (Stream.of("REJECTED", "FAILED", "REVERSED").anyMatch(state::equals)) {
      throw new ServerFailedException(
          "Account " + account.id() + " cannot be funded: " + outcome.text());
    }
  }

  private Answer must(String method, String url, @Nullable ObjectNode body) {
    Answer answer = patiently(method, url, body);
    if (!answer.succeeded()) {
      throw new ServerFailedException(
          "Sample data: %s %s was answered with %d: %s"
              .formatted(method, url, answer.status(), answer.text()));
    }
    return answer;
  }

  /** Undecided in time, a rebalance, a connection that is cut: every request may be repeated. */
  private Answer patiently(String method, String url, @Nullable ObjectNode body) {
    for (int left = ATTEMPTS; left > 1; left--) {
      try {
        Answer answer = http.send(method, url, body);
        if (answer.status() != UNAVAILABLE) {
          return answer;
        }
      } catch (ServerFailedException _) {
        // Nobody answered.
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return http.send(method, url, body);
  }

  private String inventory(String path) {
    return inventoryUrl + path;
  }

  private String payments(String path) {
    return paymentsUrl + path;
  }
}
