package dev.cascade.local.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The brokers of one ecosystem.
 *
 * @param brokers one, or several that keep copies for each other
 */
public record KafkaCluster(List<KafkaBroker> brokers) implements Kafka {

  /** Keeps its own list, which must not be empty. */
  public KafkaCluster {
    if (brokers.isEmpty()) {
      throw new IllegalArgumentException("A cluster has one broker at least");
    }
    brokers = List.copyOf(brokers);
  }

  /** All of them, since one may be away. */
  @Override
  public String bootstrapServers() {
    return brokers.stream().map(KafkaBroker::bootstrapServers).collect(Collectors.joining(","));
  }

  /** See {@link KafkaBroker#client}. */
  @Override
  public Map<String, Object> client(String user) {
    Map<String, Object> client = new LinkedHashMap<>(brokers.getFirst().client(user));
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return client;
  }

  @Override
  public boolean isAlive() {
    return brokers.stream().filter(PlatformServer::isAlive).count() > brokers.size() / 2;
  }

  @Override
  public boolean isReady() {
    return brokers.stream().anyMatch(PlatformServer::isReady);
  }
}
