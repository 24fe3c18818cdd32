package dev.cascade.local.run;

import dev.cascade.local.platform.ConnectDirectory;
import dev.cascade.local.platform.ConnectWorker;
import dev.cascade.local.platform.ConnectorFiles;
import dev.cascade.local.platform.CustomerDatabase;
import dev.cascade.local.platform.Kafka;
import dev.cascade.local.platform.PostgresServer;
import dev.cascade.local.platform.Registry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of a home that has its customers in a database.
 *
 * @param postgres the database server
 * @param database the database on it
 * @param worker Kafka Connect, which follows the database and fills its reports
 * @param connectors what the worker is to run
 */
public record ConnectParts(
    PostgresServer postgres,
    CustomerDatabase database,
    ConnectWorker worker,
    ConnectorFiles connectors) {

  private static final int DATABASE_PORT = 5442;
  private static final int WORKER_PORT = 8095;

  /** Those of an installation; none unless its home wants them. */
  static Optional<ConnectParts> of(
      Installation installation, HomeSettings settings, Kafka kafka, Registry registry) {
    return settings.wantsConnect()
        ? Optional.of(of(installation, kafka, registry))
        : Optional.empty();
  }

  private static ConnectParts of(Installation installation, Kafka kafka, Registry registry) {
    ConnectDirectory files =
        ConnectDirectory.packaged(installation.root().resolve("deploy/connect/target/worker"));
    PostgresServer postgres =
        PostgresServer.builder()
            .port(installation.port(DATABASE_PORT))
            .programs(files, installation.home().resolve("cache"))
            .dataDirectory(installation.data("postgres"))
            .logFile(installation.log("postgres"))
            .detached()
            .build();
    ConnectWorker worker =
        ConnectWorker.builder()
            .port(installation.port(WORKER_PORT))
            .programs(files)
            .kafka(kafka.client("crm"))
            .dataDirectory(installation.data("connect"))
            .logFile(installation.log("connect"))
            .javaOptions(ClassArchive.options(installation, "connect"))
            .detached()
            .build();
    return new ConnectParts(
        postgres,
        new CustomerDatabase(postgres, files),
        worker,
        new ConnectorFiles(files, postgres, registry.url()));
  }

  /** What has to be there before Kafka Connect can do anything, and is not. */
  Optional<String> missing(Ecosystem ecosystem) {
    List<String> missing =
        Stream.of(
                ecosystem.kafka().isAlive() ? "" : "kafka",
                ecosystem.registry().isReady() ? "" : "registry",
                postgres.isAlive() ? "" : "postgres")
            .filter(part -> !part.isEmpty())
            .toList();
    return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", missing));
  }
}
