package dev.cascade.bench.peers.streams;

import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.peers.Guarantees;
import dev.cascade.bench.peers.Peer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The reference, running: a process for each of its services. */
public final class StreamsPeer extends Peer {

  private static final Guarantees GUARANTEES =
      new Guarantees(
          "a POST that is repeated is a second order of the same id: reserved and counted again",
          "verdicts whose offset was committed before their send was acknowledged, and late ones",
          "once its record was read: a GET waits for it, from one instance",
          "never released, also when the order fails",
          "none: a payment is what others write to a topic, and nothing checks it",
          "at least once: what was in flight is done twice, reservations and sums too");

  private final StreamsAudit audit;

  /**
   * Starts it; it is ready when this returns.
   *
   * @param prefix what its topics begin with
   * @param folder for its state and logs
   * @param stock how much there is of each product
   */
  public StreamsPeer(Kafka kafka, String prefix, Path folder, Map<String, Long> stock) {
    super(kafka, prefix, folder, StreamsNames.TOPICS);
    fill(kafka, prefix, stock);
    start(StreamsProgram.class, StreamsProgram.SERVICES, "");
    audit = new StreamsAudit(kafka, prefix);
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
  public boolean confirms() {
    return false;
  }

  @Override
  public Guarantees guarantees() {
    return GUARANTEES;
  }

  @Override
  protected List<String> wrong(Set<String> accepted) {
    return audit.wrong(accepted);
  }

  @Override
  public void close() {
    audit.close();
    super.close();
  }
}
