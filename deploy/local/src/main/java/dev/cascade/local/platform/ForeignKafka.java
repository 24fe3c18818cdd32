package dev.cascade.local.platform;

import dev.cascade.schemas.access.ClientFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * A cluster that others run.
 *
 * @param bootstrapServers {@code host:port} with commas between
 * @param clientFile the properties by which all of Cascade is known there, whoever of it asks; read
 *     anew for each client
 */
public record ForeignKafka(String bootstrapServers, Optional<Path> clientFile) implements Kafka {

  private static final int PATIENCE_MILLIS = 5_000;

  /**
   * {@inheritDoc}
   *
   * @throws ServerFailedException when the file cannot be read
   */
  @Override
  public Map<String, Object> client(String user) {
    Map<String, Object> client = new HashMap<>();
    clientFile.ifPresent(file -> client.putAll(settings(file)));
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return client;
  }

  private static Map<String, String> settings(Path file) {
    try {
      return ClientFile.settings(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new ServerFailedException(
          "%s, by which Cascade is known to Kafka, cannot be read: %s".formatted(file, e), e);
    }
  }

  /** Whoever runs it sees to that; nothing here starts or mends it. */
  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public boolean isReady() {
    try (Admin admin = Admin.create(impatientClient())) {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException | KafkaException | ServerFailedException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Map<String, Object> impatientClient() {
    Map<String, Object> client = client("");
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    return client;
  }

  @Override
  public List<KafkaBroker> brokers() {
    return List.of();
  }
}
