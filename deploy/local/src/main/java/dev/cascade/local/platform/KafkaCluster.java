package dev.cascade.local.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The brokers of one ecosystem, seen as what its clients see.
 *
 * @param brokers one, or several that keep copies for each other
 */
public record KafkaCluster(List<KafkaBroker> brokers) {

  /** Keeps its own list, which must not be empty. */
  public KafkaCluster {
    if (brokers.isEmpty()) {
      throw new IllegalArgumentException("A cluster has one broker at least");
    }
    brokers = List.copyOf(brokers);
  }

  /** What clients connect to: all of them, since one may be away. */
  public String bootstrapServers() {
    return brokers.stream().map(KafkaBroker::bootstrapServers).collect(Collectors.joining(","));
  }

  /** How a client of that user gets there; see {@link KafkaBroker#client}. */
  public Map<String, Object> client(String user) {
    Map<String, Object> client = new LinkedHashMap<>(brokers.getFirst().client(user));
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return client;
  }

  /** Whether enough of them run to decide anything. */
  public boolean isAlive() {
    return brokers.stream().filter(PlatformServer::isAlive).count() > brokers.size() / 2;
  }

  /** Whether one of them answers. */
  public boolean isReady() {
    return brokers.stream().anyMatch(PlatformServer::isReady);
  }
}
