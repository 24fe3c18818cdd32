package dev.cascade.auditor.log;

import dev.cascade.schemas.access.ClientFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How who watches the topics gets to the brokers: where they are, and how to prove who it is (TLS,
 * SASL).
 *
 * @param bootstrapServers Kafka brokers, {@code host:port} with commas between
 * @param security keys of Kafka's clients that begin with {@code security.}, {@code sasl.} or
 *     {@code ssl.}; none for brokers that ask for nothing
 */
public record BrokerAccess(String bootstrapServers, Map<String, String> security) {

  /** A copy of what is given. */
  public BrokerAccess {
    security = Map.copyOf(security);
  }

  /** Brokers that ask nobody who he is. */
  public static BrokerAccess open(String bootstrapServers) {
    return new BrokerAccess(bootstrapServers, Map.of());
  }

  /**
   * Brokers that are asked with the settings of a properties file, or without any.
   *
   * @throws IllegalArgumentException when it cannot be read or has other keys than those of
   *     security; the message has no value of it
   */
  public static BrokerAccess of(String bootstrapServers, Optional<Path> clientProperties) {
    return new BrokerAccess(
        bootstrapServers, clientProperties.map(BrokerAccess::read).orElse(Map.of()));
  }

  /** The configuration of a client, with what the client itself needs. */
  public Map<String, Object> client(Map<String, ?> own) {
    Map<String, Object> configuration = new HashMap<>(security);
    configuration.putAll(own);
    configuration.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return configuration;
  }

  private static Map<String, String> read(Path file) {
    Map<String, String> settings;
    try {
      settings = ClientFile.settings(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " cannot be read", e);
    }
    List<String> others = ClientFile.keysBeyondSecurity(settings);
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "%s must hold settings security.*, sasl.* and ssl.* only, it has %s"
              .formatted(file, String.join(", ", others)));
    }
    settings.replaceAll((_, value) -> value.strip());
    return settings;
  }

  /** Where they are; what proves who asks stays untold. */
  @Override
  public String toString() {
    return bootstrapServers;
  }
}
