package dev.cascade.bench.peers;

import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.audit.Settling;
import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.kafka.OwnTopics;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A running system of another design, which takes the same orders by the same HTTP. */
public abstract class Peer implements AutoCloseable {

  private final PeerProcesses processes = new PeerProcesses();
  private final Kafka kafka;
  private final String prefix;
  private final Path folder;
  private final OwnTopics topics;
  private String url = "";

  /**
   * Creates its topics.
   *
   * @param prefix what its topics begin with
   * @param folder for its state and logs
   * @param names of the topics, after the prefix
   */
  protected Peer(Kafka kafka, String prefix, Path folder, List<String> names) {
    this.kafka = kafka;
    this.prefix = prefix;
    this.folder = folder;
    topics = new OwnTopics(kafka, prefix);
    topics.create(names);
  }

  /** Starts what its services need and waits until it is ready. */
  protected final void start(PlatformServer server) {
    processes.start(List.of(server));
  }

  /**
   * Starts a process for each service and waits until all are ready.
   *
   * @param program their main class
   * @param services the one that takes orders is the first
   * @param database how JDBC gets to their tables; empty for a peer without
   */
  protected final void start(Class<?> program, List<String> services, String database) {
    List<Integer> ports = Ports.free(services.size());
    List<PeerServer> servers =
        IntStream.range(0, ports.size())
            .mapToObj(index ->
                new PeerServer(
                    program,
                    services.get(index),
                    new PeerSettings(kafka.access(), prefix, ports.get(index), folder, database)))
            .toList();
    processes.start(servers);
    url = servers.getFirst().url();
  }

  /** What it is called in the results. */
  public abstract String name();

  /** Whether its orders are paid, so that one can wait for CONFIRMED. */
  public abstract boolean confirms();

  /** What its design promises. */
  public abstract Guarantees guarantees();

  /** What is wrong now with these orders, or with what all of them share. */
  protected abstract List<String> wrong(Set<String> accepted);

  /** Where orders are posted and read. */
  public final String url() {
    return url;
  }

  /** Its own processes, without the broker, by name. */
  public final Map<String, ProcessHandle> processes() {
    return processes.running();
  }

  /**
   * Waits until the accepted orders are through, and counts what is wrong then.
   *
   * @param accepted ids that were answered 201 since the last time
   */
  public final Findings settle(Set<String> accepted, Duration patience) {
    return Settling.of(() -> wrong(accepted), patience);
  }

  @Override
  public void close() {
    processes.close();
    topics.delete();
  }
}
