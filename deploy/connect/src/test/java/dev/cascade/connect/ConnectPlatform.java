package dev.cascade.connect;

import dev.cascade.connect.contract.ContractConverter;
import dev.cascade.local.platform.ConnectDirectory;
import dev.cascade.local.platform.ConnectWorker;
import dev.cascade.local.platform.ConnectorFiles;
import dev.cascade.local.platform.CustomerDatabase;
import dev.cascade.local.platform.Ports;
import dev.cascade.local.platform.PostgresServer;
import dev.cascade.schemas.Customer;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.testing.TestPlatform;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One database and one worker for all tests of the module, beside the {@link TestPlatform}. The
 * first to ask starts them; they end with the JVM.
 */
final class ConnectPlatform {

  private static final Duration READY_BOUND = Duration.ofSeconds(90);

  private final TestPlatform kafka = TestPlatform.shared();
  private final PostgresServer postgres;
  private final ConnectWorker worker;
  private final CustomerDatabase database;
  private final ConnectorFiles connectors;

  private ConnectPlatform() {
    Path target = Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
    Path data = target.resolve("connect-platform").resolve(kafka.freshId());
    ConnectDirectory files =
        new ConnectDirectory(
            target.resolve("worker"),
            Stream.of(ContractConverter.class, AvroSerdes.class, Customer.class)
                .map(ConnectPlatform::classPathEntry)
                .toList());
    List<Integer> ports = Ports.free(2);
    postgres =
        PostgresServer.builder()
            .port(ports.get(0))
            .programs(files, target.resolve("postgres"))
            .dataDirectory(data.resolve("postgres"))
            .build();
    worker =
        ConnectWorker.builder()
            .port(ports.get(1))
            .programs(files)
            .kafka(Map.of("bootstrap.servers", kafka.bootstrapServers()))
            .dataDirectory(data.resolve("connect"))
            .build();
    database = new CustomerDatabase(postgres, files);
    connectors = new ConnectorFiles(files, postgres, kafka.registryUrl());
  }

  static ConnectPlatform shared() {
    return Shared.PLATFORM;
  }

  /** When it cannot start, every test fails at once. */
  private static final class Shared {
    static final ConnectPlatform PLATFORM = new ConnectPlatform().started();
  }

  private ConnectPlatform started() {
    postgres.start();
    worker.start();
    startDatabase();
    startWorker();
    return this;
  }

  TestPlatform kafka() {
    return kafka;
  }

  /** Ends the worker at once, and starts it anew; returns when the new one runs. */
  void killWorker() {
    worker.kill();
    restartWorker();
  }

  /** Starts a worker that was killed; returns when it runs. */
  void restartWorker() {
    worker.start();
    startWorker();
  }

  private void startWorker() {
    worker.awaitReady(READY_BOUND);
    connectors.install(worker.connectors());
  }

  /** Ends the database at once, and starts it anew; returns when the new one answers. */
  void killDatabase() {
    postgres.kill();
    postgres.start();
    startDatabase();
  }

  private void startDatabase() {
    postgres.awaitReady(READY_BOUND);
    database.install();
  }

  /** Whether all that runs says that it is well. */
  boolean isWell() {
    return postgres.isReady() && worker.isReady();
  }

  ConnectWorker worker() {
    return worker;
  }

  /** Executes statements, each in a transaction of its own. */
  void sql(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** The rows of a query, each as its columns' texts with a bar between. */
  List<String> rows(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
          columns.add(found.getString(column));
        }
        rows.add(String.join("|", columns));
      }
      return rows;
    }
  }

  private static Path classPathEntry(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
