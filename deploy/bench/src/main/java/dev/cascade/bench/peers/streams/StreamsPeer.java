package dev.cascade.bench.peers.streams;

import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.peers.Guarantees;
import dev.cascade.bench.peers.Peer;
import dev.cascade.bench.peers.PeerProcesses;
import dev.cascade.bench.peers.PeerServer;
import dev.cascade.bench.peers.PeerSettings;
import dev.cascade.bench.peers.PeerTopics;
import dev.cascade.bench.peers.Settling;
import dev.cascade.local.platform.Ports;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The reference, running: a process for each of its services. */
public final class StreamsPeer implements Peer {

  private static final Guarantees GUARANTEES =
      new Guarantees(
          "a POST that is repeated is a second order of the same id: reserved and counted again",
          "verdicts whose offset was committed before their send was acknowledged, and late ones",
          "once its record was read: a GET waits for it, from one instance",
          "never released, also when the order fails",
          "none: a payment is what others write to a topic, and nothing checks it",
          "at least once: what was in flight is done twice, reservations and sums too");

  private final PeerProcesses processes = new PeerProcesses();
  private final PeerTopics topics;
  private final List<PeerServer> servers;
  private final StreamsAudit audit;

  /**
   * Starts it; it is ready when this returns.
   *
   * @param prefix what its topics begin with
   * @param folder for its state and logs
   * @param stock how much there is of each product
   */
  public StreamsPeer(Kafka kafka, String prefix, Path folder, Map<String, Long> stock) {
    topics = new PeerTopics(kafka, prefix);
    topics.create(StreamsNames.TOPICS);
    fill(kafka, prefix, stock);
    List<Integer> ports = Ports.free(StreamsProgram.SERVICES.size());
    servers =
        IntStream.range(0, ports.size())
            .mapToObj(index -> server(kafka, prefix, folder, ports, index))
            .toList();
    processes.start(servers);
    audit = new StreamsAudit(kafka, prefix);
  }

  private static PeerServer server(
      Kafka kafka, String prefix, Path folder, List<Integer> ports, int index) {
    return new PeerServer(
        StreamsProgram.class,
        StreamsProgram.SERVICES.get(index),
        new PeerSettings(kafka.access(), prefix, ports.get(index), folder, ""));
  }

  private static void fill(Kafka kafka, String prefix, Map<String, Long> stock) {
    try (Producer<String, byte[]> producer = kafka.producer()) {
      stock.forEach((product, count) -> {
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
        var _ =
            producer.send(new ProducerRecord<>(prefix + StreamsNames.WAREHOUSE, product, value));
      });
      producer.flush();
    }
  }

  @Override
  public String name() {
    return "reference-streams";
  }

  @Override
  public String url() {
    return servers.getFirst().url();
  }

  @Override
  public boolean confirms() {
    return false;
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
    return Settling.of(() -> audit.wrong(accepted), patience);
  }

  @Override
  public void close() {
    audit.close();
    processes.close();
    topics.delete();
  }
}
