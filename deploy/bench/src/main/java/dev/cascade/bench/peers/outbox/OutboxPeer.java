package dev.cascade.bench.peers.outbox;

import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.peers.Guarantees;
import dev.cascade.bench.peers.Peer;
import dev.cascade.bench.peers.PeerProcesses;
import dev.cascade.bench.peers.PeerServer;
import dev.cascade.bench.peers.PeerSettings;
import dev.cascade.bench.peers.PeerTopics;
import dev.cascade.bench.peers.Settling;
import dev.cascade.local.platform.ConnectDirectory;
import dev.cascade.local.platform.Ports;
import dev.cascade.local.platform.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The design with databases, running: PostgreSQL, and a process for each service. */
public final class OutboxPeer implements Peer {

  private static final String DATABASE = "postgres";

  private static final Guarantees GUARANTEES =
      new Guarantees(
          "a POST is known by its id; messages are published at least once, read once by an inbox",
          "no order, it is flushed to disk; a message that Kafka loses later, with its row deleted",
          "yes, from the database; who waits is woken on one instance",
          "when the order fails",
          "debited and credited in one transaction of one database; no mail",
          "all: WAL is flushed at each commit (fsync and synchronous_commit on), the relay goes on");

  private final PeerProcesses processes = new PeerProcesses();
  private final PeerTopics topics;
  private final String database;
  private final OutboxTables tables;
  private final List<PeerServer> servers;

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
    topics = new PeerTopics(kafka, prefix);
    topics.create(List.of(Message.ORDERS, Message.VERDICTS));
    PostgresServer postgres = postgres(folder, programs);
    processes.start(List.of(postgres));
    database = postgres.jdbcUrl(DATABASE);
    tables = new OutboxTables(database);
    tables.install(stock, overdrafts);
    List<Integer> ports = Ports.free(OutboxProgram.SERVICES.size());
    servers =
        IntStream.range(0, ports.size())
            .mapToObj(index ->
                new PeerServer(
                    OutboxProgram.class,
                    OutboxProgram.SERVICES.get(index),
                    new PeerSettings(kafka.access(), prefix, ports.get(index), folder, database)))
            .toList();
    processes.start(servers);
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
  public String url() {
    return servers.getFirst().url();
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
  public Map<String, ProcessHandle> processes() {
    return processes.running();
  }

  @Override
  public Findings settle(Set<String> accepted, Duration patience) {
    return Settling.of(() -> tables.wrong(accepted), patience);
  }

  @Override
  public void close() {
    processes.close();
    topics.delete();
  }
}
