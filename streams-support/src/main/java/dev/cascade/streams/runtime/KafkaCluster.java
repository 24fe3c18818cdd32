package dev.cascade.streams.runtime;

import dev.cascade.schemas.access.ClientFile;
import dev.cascade.streams.shadow.Shadow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The cluster that the service works on: where it is, and how every client of the service proves
 * who it is (TLS, SASL). Clients are configured by {@link #client} and in no other way.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port} with commas between
 * @param security keys of Kafka's clients that begin with {@code security.}, {@code sasl.} or
 *     {@code ssl.}; none for a cluster that asks for nothing
 * @param redirection what keeps the clients of a shadow from the topics of others; else nothing
 */
public record KafkaCluster(
    String bootstrapServers, Map<String, String> security, Map<String, String> redirection) {

  /** A copy of what is given. */
  public KafkaCluster {
    security = Map.copyOf(security);
    redirection = Map.copyOf(redirection);
  }

  /** A cluster of a service that is no shadow. */
  public KafkaCluster(String bootstrapServers, Map<String, String> security) {
    this(bootstrapServers, security, Map.of());
  }

  /** A cluster that asks nobody who he is. */
  public static KafkaCluster at(String bootstrapServers) {
    return new KafkaCluster(bootstrapServers, Map.of());
  }

  /**
   * The cluster of the service's configuration.
   *
   * @throws IllegalArgumentException when the properties file cannot be read, or has other keys
   *     than those of security; the start has checked that
   */
  public static KafkaCluster of(StreamsSettings settings) {
    return new KafkaCluster(
        settings.bootstrapServers(),
        settings.clientProperties().map(KafkaCluster::read).orElse(Map.of()),
        settings.shadow().map(Shadow::read).map(Shadow::clientSettings).orElse(Map.of()));
  }

  /** The configuration of a client on this cluster, with what the client itself needs. */
  public Map<String, Object> client(Map<String, ?> own) {
    Map<String, Object> configuration = new HashMap<>(security);
    configuration.putAll(own);
    configuration.putAll(redirection);
    configuration.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return configuration;
  }

  /**
   * What an admin client is asked.
   *
   * @param <T> what comes of it
   */
  public interface Question<T> {
    /** Asks, and waits with a bound. */
    T ask(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
  }

  /**
   * Asks the cluster by an admin client of its own, and ends that client within the same time
   * again. {@code Admin.close()} waits for the client's thread without a bound; on a busy machine a
   * start was seen to wait there for two minutes, after an answer that did not come.
   *
   * @param patience within which each call is answered or fails
   */
  public <T> T ask(Duration patience, Question<T> question)
      throws ExecutionException, InterruptedException, TimeoutException {
    Admin admin = admin(patience);
    try {
      return question.ask(admin);
    } finally {
      admin.close(patience);
    }
  }

  private Admin admin(Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    return Admin.create(
        client(
            Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis)));
  }

  /**
   * Reads a file of security settings.
   *
   * @throws IllegalArgumentException saying what is wrong with it, never a value
   */
  static Map<String, String> read(Path file) {
    Map<String, String> settings;
    try {
      settings = ClientFile.settings(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("it cannot be read", e);
    }
    List<String> others = ClientFile.keysBeyondSecurity(settings);
    if (!others.isEmpty()) {
      throw new IllegalArgumentException("it has " + String.join(", ", others));
    }
    settings.replaceAll((key, value) -> value.strip());
    return settings;
  }

  /** What is wrong with such a file, without any of its values; empty when it can be used. */
  static Optional<String> complaint(Path file) {
    try {
      read(file);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Objects.requireNonNullElse(e.getMessage(), "it cannot be used"));
    }
  }

  /** Where it is; what proves who the service is stays untold. */
  @Override
  public String toString() {
    return bootstrapServers;
  }
}
