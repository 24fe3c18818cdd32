package dev.cascade.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.run.Installation;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.sql.mails.Shop;
import dev.cascade.sql.mails.SqlProcess;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries on a real broker and registry, read to the present end. */
class SqlTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final TestPlatform platform = TestPlatform.shared();
  private final String run = platform.freshId();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void aTableIsTheLatestOfEachKeyAndItsLogIsEveryRecord() {
    try (Shop shop = new Shop(platform)) {
      for (String id : List.of("a-" + run, "b-" + run)) {
        shop.order(id, run, OrderState.CREATED, null, false, Instant.now());
        shop.order(id, run, OrderState.VALIDATED, OrderState.CREATED, false, Instant.now());
      }
      shop.confirmed("a-" + run, run, Instant.now());
      shop.happen();
    }

    int status =
        once(
            """
            SELECT state, COUNT(*) AS n FROM orders WHERE customerId = '%1$s' GROUP BY state;
            SELECT COUNT(*) AS records, SUM(total.minorUnits) > 0 AS has_money,
              MAX(lines[1].productId) AS product FROM orders_log WHERE customerId = '%1$s';
            """
                .formatted(run));

    assertThat(err()).isEmpty();
    assertThat(status).isZero();
    assertThat(lines())
        .containsOnlyOnce("CONFIRMED  1", "VALIDATED  1", "5        true       STOCKINGS");
  }

  @Test
  void whatIsAboutAPersonIsMaskedUnlessItIsAskedFor() {
    try (Shop shop = new Shop(platform)) {
      shop.customer("c-" + run, CustomerLevel.GOLD, Instant.now());
      shop.happen();
    }
    String query =
        "SELECT UPPER(name) AS name, email, level FROM customers WHERE id = 'c-%s'".formatted(run);

    once(query);
    assertThat(lines()).contains("***   ***    GOLD");
    out.reset();
    run("--once", "--json", "--personal", "-e", query);
    assertThat(lines())
        .containsExactly(
            "{\"op\":\"+I\",\"row\":{\"name\":\"ZOË C-%s\",\"email\":\"c-%s@example.org\",\"level\":\"GOLD\"}}"
                .formatted(run.toUpperCase(java.util.Locale.ROOT), run));
  }

  @Test
  void aRecordThatCannotBeReadStopsNobodyAndADeletedOneIsGone() {
    try (Shop shop = new Shop(platform);
        TopicWriter writer = platform.writer()) {
      shop.customer("gone-" + run, CustomerLevel.GOLD, Instant.now());
      shop.customer("here-" + run, CustomerLevel.GOLD, Instant.now());
      shop.customerGoes("gone-" + run, Instant.now());
      shop.happen();
      writer.sendRaw(Topics.CUSTOMERS, "poison-" + run, new byte[] {1, 2, 3});
      writer.sendRaw(Topics.CUSTOMERS, "poison-" + run, new byte[] {0, 0, 0, 0, 9, 9});
    }

    once("SELECT record_key FROM customers WHERE record_key LIKE '%-" + run + "'");

    assertThat(err()).isEmpty();
    assertThat(lines()).contains("here-" + run, "1 row").doesNotContain("gone-" + run);
  }

  @Test
  void rowsArePrintedAsTheyChangeUntilItIsEnded() {
    try (Shop shop = new Shop(platform);
        SqlProcess sql =
            SqlProcess.of(
                platform,
                folder,
                "-e",
                "SELECT state, COUNT(*) AS n FROM orders WHERE customerId = '%s' GROUP BY state"
                    .formatted(run))) {
      shop.order("x-" + run, run, OrderState.CREATED, null, false, Instant.now());
      shop.happen();
      awaitLine(sql, "+I CREATED 1");
      shop.confirmed("x-" + run, run, Instant.now());
      shop.happen();
      awaitLine(sql, "-D CREATED 1");
      awaitLine(sql, "+I CONFIRMED 1");
    }
  }

  @Test
  void wrongSqlIsToldWithItsLineAndWithoutAStack() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("wrong.sql"), "-- states\n\nSELECT state,\n  stat\nFROM orders;\n");

    assertThat(run("--once", file.toString())).isOne();
    assertThat(err()).startsWith(file + ":4: ").contains("'stat'").hasLineCount(1);
  }

  @Test
  void wrongGrammarIsToldWithItsLine() {
    assertThat(run("--once", "-e", "SELECT 1;\nSELECT state\nFROM orders GROUP state")).isOne();
    assertThat(err()).startsWith("-e:3: ").contains("Encountered \"state\"").hasLineCount(1);
  }

  @Test
  void whatNeverRunsIsRefusedBeforeAnythingRuns() {
    assertThat(run("-e", "SELECT * FROM orders; SELECT * FROM customers")).isOne();
    assertThat(err()).contains("-e:1: this statement never ends").contains("--once");
  }

  @Test
  void aTopicOfTheCatalogueIsNotWritten() {
    String insert =
        """
        CREATE TEMPORARY TABLE mails (`a` STRING) WITH (
          ${kafka}, 'topic' = 'platinum-emails', 'format' = 'raw');
        INSERT INTO mails SELECT id FROM customers_log;
        """;

    assertThat(run("-e", insert)).isOne();
    assertThat(err()).contains("Topic platinum-emails is written by email-service");
  }

  @Test
  void aMissingFileAndAHomeWhereNothingRunsAreToldInALine() {
    assertThat(run("no-such.sql")).isOne();
    assertThat(err()).isEqualTo("cascade sql: There is no file no-such.sql\n");
    err.reset();

    Installation idle = new Installation(Path.of(""), folder, 20_000);
    assertThat(Sql.run(idle, stream(out), stream(err), "-e", "SELECT 1")).isOne();
    assertThat(err()).contains("./cascade up starts the home's").hasLineCount(1);
  }

  @Test
  void everyExampleIsUnderstood() throws Exception {
    Path examples = Path.of(System.getProperty("cascade.root"), "deploy/sql/examples");
    StringBuilder plans = new StringBuilder();
    try (Stream<Path> files = Files.list(examples)) {
      for (Path file : files.toList()) {
        plans.append("EXPLAIN PLAN FOR\n").append(Files.readString(file));
      }
    }

    assertThat(once(plans.toString())).as(err()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Optimized Physical Plan");
  }

  @Test
  void theTablesAreListedWithoutABroker() {
    Installation idle = new Installation(Path.of(""), folder, 20_000);

    assertThat(Sql.run(idle, stream(out), stream(err), "--tables")).isZero();
    assertThat(lines())
        .anyMatch(line -> line.matches("orders +the latest Order of each order id"))
        .anyMatch(line -> line.matches("orders_log +each Order"));
  }

  private int once(String sql) {
    return run("--once", "-e", sql);
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--kafka", platform.bootstrapServers()));
    all.addAll(List.of("--registry", platform.registryUrl()));
    all.addAll(List.of(arguments));
    Installation installation = new Installation(Path.of(""), folder, 0);
    return Sql.run(installation, stream(out), stream(err), all.toArray(String[]::new));
  }

  private static void awaitLine(SqlProcess sql, String line) {
    Awaitility.await(line)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(sql.output().lines().map(it -> it.replaceAll(" +", " "))).contains(line));
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
