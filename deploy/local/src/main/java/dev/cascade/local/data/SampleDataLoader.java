package dev.cascade.local.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.local.data.JsonApi.Answer;
import dev.cascade.local.data.SampleData.SampleAccount;
import dev.cascade.local.data.SampleData.SampleCustomer;
import dev.cascade.local.data.SampleData.SampleProduct;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.ConnectParts;
import dev.cascade.local.run.Ecosystem;
import dev.cascade.local.run.Installation;
import dev.cascade.local.run.Progress;
import dev.cascade.local.run.Together;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the sample data the way everybody else would: products, stock, accounts and money over
 * HTTP, customers through Kafka. Every id is fixed, so that loading twice changes nothing.
 */
public final class SampleDataLoader {

  private static final int AT_ONCE = 8;
  private static final int PATIENCE_MS = 20_000;
  private static final int UNAVAILABLE = 503;
  private static final int ATTEMPTS = 10;
  private static final Duration ARRIVAL_BOUND = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Ecosystem ecosystem;
  private final Progress progress;
  private final JsonApi http;
  private final ObjectMapper json = new ObjectMapper();
  private volatile List<String> inTable = List.of();

  /** A loader that reports what it loaded. */
  public SampleDataLoader(Ecosystem ecosystem, Progress progress) {
    this.ecosystem = ecosystem;
    this.progress = progress;
    this.http = new JsonApi(ecosystem.installation().token("operator"));
  }

  /** Loads unless exactly these files were loaded before. */
  public void loadUnlessLoaded() {
    SampleData data = SampleData.in(ecosystem.installation().sampleData());
    String fingerprint = Integer.toHexString(data.fingerprint());
    if (fingerprint.equals(loadedFingerprint())) {
      return;
    }
    load(data);
    remember(fingerprint);
    progress.step(
        "sample data",
        "%d products, %d customers, %d accounts"
            .formatted(data.products().size(), data.customers().size(), data.accounts().size()));
  }

  private void load(SampleData data) {
    List<Runnable> tasks = new ArrayList<>();
    tasks.add(() -> customers(data));
    data.accounts().forEach(account -> tasks.add(() -> account(account)));
    data.products().forEach(product -> tasks.add(() -> product(product)));
    Together.run(tasks, AT_ONCE);
  }

  /** Waits until customers that were put into their table just now are in their topic. */
  public void awaitCustomers() {
    if (!inTable.isEmpty()) {
      new CustomerArrival(ecosystem.kafka().client("reader")).await(inTable, ARRIVAL_BOUND);
      progress.step("customers", inTable.size() + " came from their table to their topic");
    }
  }

  private void customers(SampleData data) {
    ecosystem.connect().ifPresentOrElse(parts -> intoTable(parts, data), () -> intoTopic(data));
  }

  private void intoTable(ConnectParts parts, SampleData data) {
    new CustomerTable(parts.database()).add(data.customers());
    inTable = data.customers().stream().map(SampleCustomer::id).toList();
  }

  private void intoTopic(SampleData data) {
    int schemaId =
        ecosystem
            .registry()
            .installer()
            .register(
                TopicCatalogue.load().topic(Topics.CUSTOMERS).valueSubject(),
                Customer.getClassSchema());
    new CustomerFeed(ecosystem.kafka().client("crm"), schemaId).publish(data.customers());
  }

  private void product(SampleProduct product) {
    ObjectNode body =
        json.createObjectNode().put("name", product.name()).put("currency", product.currency());
    if (product.listPrice() != null) {
      body.put("listPrice", product.listPrice().toPlainString());
    }
    must("PUT", inventory("/v1/products/" + product.id()), body);
    if (product.stock() > 0) {
      must(
          "POST",
          inventory("/v1/stock/" + product.id() + "/adjustments"),
          json.createObjectNode()
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
        json.createObjectNode()
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
        json.createObjectNode()
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
    Answer answer = http.send(method, url, body);
    // Undecided in time, or a rebalance is going on; every request here may be repeated.
    for (int again = 1; answer.status() == UNAVAILABLE && again < ATTEMPTS; again++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = http.send(method, url, body);
    }
    if (!answer.succeeded()) {
      throw new ServerFailedException(
          "Sample data: %s %s was answered with %d: %s"
              .formatted(method, url, answer.status(), answer.text()));
    }
    return answer;
  }

  private String inventory(String path) {
    return baseOf("inventory") + path;
  }

  private String payments(String path) {
    return baseOf("payments") + path;
  }

  private String baseOf(String service) {
    return "http://127.0.0.1:" + ecosystem.server(service).ports().firstEntry().getValue();
  }

  /** Whether it was loaded there at some time, whichever files it was. */
  public static boolean isLoaded(Installation installation) {
    return Files.exists(marker(installation));
  }

  /** Has the next start load it again. */
  public static void forget(Installation installation) {
    try {
      Files.deleteIfExists(marker(installation));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + marker(installation), e);
    }
  }

  private static Path marker(Installation installation) {
    return installation.data("sample-data-loaded");
  }

  private Path marker() {
    return marker(ecosystem.installation());
  }

  private String loadedFingerprint() {
    try {
      return Files.exists(marker()) ? Files.readString(marker()).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + marker(), e);
    }
  }

  private void remember(String fingerprint) {
    try {
      Files.writeString(marker(), fingerprint + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + marker(), e);
    }
  }
}
