package dev.cascade.local.data;

import dev.cascade.local.data.SampleData.SampleCustomer;
import dev.cascade.local.run.ConnectParts;
import dev.cascade.local.run.Ecosystem;
import dev.cascade.local.run.Installation;
import dev.cascade.local.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Loads the sample data into what {@code ./cascade up} runs, once: customers through Kafka, or
 * through their table where there is one.
 */
public final class SampleDataLoader {

  private static final Duration ARRIVAL_BOUND = Duration.ofSeconds(60);

  private final Ecosystem ecosystem;
  private final Progress progress;
  private final JsonApi http;
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
    doors(data).load(data);
    remember(fingerprint);
    progress.step(
        "sample data",
        "%d products, %d customers, %d accounts"
            .formatted(data.products().size(), data.customers().size(), data.accounts().size()));
  }

  private SampleDataDoors doors(SampleData data) {
    return new SampleDataDoors(baseOf("inventory"), baseOf("payments"), http, _ -> customers(data));
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
    CustomerFeed.registeredAt(ecosystem.registry().installer(), ecosystem.kafka().client("crm"))
        .publish(data.customers());
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
