package dev.cascade.bench.peers.outbox;

import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.peers.Guarantees;
import dev.cascade.bench.peers.Peer;
import dev.cascade.local.platform.ConnectDirectory;
import dev.cascade.local.platform.Ports;
import dev.cascade.local.platform.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The design with databases, running: PostgreSQL, and a process for each service. */
public final class OutboxPeer extends Peer {

  private static final String DATABASE = "postgres";

  private static final Guarantees GUARANTEES =
      new Guarantees(
          "a POST is known by its id; messages are published at least once, read once by an inbox",
          "no order, it is flushed to disk; a message that Kafka loses later, with its row deleted",
          "yes, from the database; who waits is woken on one instance",
          "when the order fails",
          "debited and credited in one transaction of one database; no mail",
          "all: WAL is flushed at each commit (fsync and synchronous_commit on), the relay goes on");

  private final String database;
  private final OutboxTables tables;

  /**
   * Starts it; it is ready when this returns.
   *
   * @param prefix what its topics begin with
   * @param folder for its state and logs, a fresh one
   * @param programs a folder with the archive of PostgreSQL in {@code postgres}
   * @param stock how much there is of each product
   * @param overdrafts how far below zero each account may go, in cents
   */
  public OutboxPeer(
      Kafka kafka,
      String prefix,
      Path folder,
      Path programs,
      Map<String, Long> stock,
      Map<String, Long> overdrafts) {
    super(kafka, prefix, folder, List.of(Message.ORDERS, Message.VERDICTS));
    PostgresServer postgres = postgres(folder, programs);
    start(postgres);
    database = postgres.jdbcUrl(DATABASE);
    tables = new OutboxTables(database);
    tables.install(stock, overdrafts);
    start(OutboxProgram.class, OutboxProgram.SERVICES, database);
  }

  /** With PostgreSQL's own defaults where those of the customers' database are others. */
  private static PostgresServer postgres(Path folder, Path programs) {
    return PostgresServer.builder()
        .port(Ports.free(1).getFirst())
        .programs(new ConnectDirectory(programs, List.of()), programs.resolve("unpacked"))
        .dataDirectory(folder.resolve("postgres"))
        .setting("wal_level", "replica")
        .setting("shared_buffers", "128MB")
        .setting("max_wal_size", "1GB")
        .setting("fsync", "on")
        .setting("synchronous_commit", "on")
        .detached()
        .build();
  }

  /** How JDBC gets to it. */
  String database() {
    return database;
  }

  @Override
  public String name() {
    return "outbox";
  }

  @Override
  public boolean confirms() {
    return true;
  }

  @Override
  public Guarantees guarantees() {
    return GUARANTEES;
  }

  @Override
  protected List<String> wrong(Set<String> accepted) {
    return tables.wrong(accepted);
  }
}
