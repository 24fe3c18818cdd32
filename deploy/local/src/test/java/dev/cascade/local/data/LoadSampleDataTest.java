package dev.cascade.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cascade.local.data.SampleData.SampleCustomer;
import dev.cascade.local.platform.RealPlatform;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sample data as the image loads it: a real broker and registry, and services that note. */
@Timeout(60)
class LoadSampleDataTest {

  private static final String FOLDER = "src/main/data";
  private static final SampleData DATA = SampleData.in(Path.of(FOLDER));
  private static final Duration ARRIVAL = Duration.ofSeconds(20);
  private static final byte[] DONE =
      "{\"state\":\"CONFIRMED\"}".getBytes(StandardCharsets.US_ASCII);

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile int status = 200;
  private HttpServer services;

  @BeforeEach
  void start() throws IOException {
    new TopicInstaller(RealPlatform.broker().bootstrapServers()).install(TopicCatalogue.load());
    services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    services.createContext(
        "/",
        exchange -> {
          if (cuts.getAndDecrement() > 0) {
            exchange.close();
            return;
          }
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(status, DONE.length);
          exchange.getResponseBody().write(DONE);
          exchange.close();
        });
    services.start();
  }

  @AfterEach
  void stop() {
    services.stop(0);
  }

  @Test
  void productsAccountsAndCustomersGoWhereEverybodysGo() {
    int exitCode = run(Map.of(), FOLDER);

    assertThat(exitCode).as(said.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(asked)
        .containsAll(
            DATA.products().stream().map(it -> "PUT /inventory/v1/products/" + it.id()).toList())
        .containsAll(
            DATA.accounts().stream().map(it -> "GET /payments/v1/accounts/" + it.id()).toList())
        .contains("POST /payments/v1/payments");
    new CustomerArrival(RealPlatform.broker().client("reader"))
        .await(DATA.customers().stream().map(SampleCustomer::id).toList(), ARRIVAL);
  }

  @Test
  void aConnectionThatIsCutIsNotTheEnd() {
    cuts.set(5);

    assertThat(run(Map.of(), FOLDER)).as(said.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(cuts.get()).isNegative();
  }

  @Test
  void whoRefusesIsNamed() {
    status = 404;

    assertThat(run(Map.of(), FOLDER)).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("sample data: ")
        .contains("answered with 404")
        .hasLineCount(1);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(run(Map.of("CASCADE_SAMPLE_DATA_PAYMENTS_URL", " "), FOLDER)).isEqualTo(2);
    assertThat(run(Map.of())).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "sample data: CASCADE_SAMPLE_DATA_PAYMENTS_URL missing",
            "sample data: its argument is the folder of the files");
    assertThat(asked).isEmpty();
  }

  private int run(Map<String, String> other, String... arguments) {
    String url = "http://localhost:" + services.getAddress().getPort();
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                RealPlatform.broker().bootstrapServers(),
                "CASCADE_REGISTRY_URL",
                RealPlatform.registry().url(),
                "CASCADE_SAMPLE_DATA_INVENTORY_URL",
                url + "/inventory",
                "CASCADE_SAMPLE_DATA_PAYMENTS_URL",
                url + "/payments"));
    environment.putAll(other);
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return LoadSampleData.run(arguments, environment, out, out);
  }
}
