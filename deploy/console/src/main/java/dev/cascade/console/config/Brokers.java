package dev.cascade.console.config;

import dev.cascade.auditor.log.BrokerAccess;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the console gets to the brokers. */
final class Brokers {

  private Brokers() {}

  /** As configured; the start fails when that cannot be used. */
  @Produces
  @Singleton
  @Startup
  static BrokerAccess brokers(
      ConsoleSettings settings,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    try {
      return BrokerAccess.of(bootstrapServers, settings.clientProperties());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Configuration: cascade.console.client-properties: " + e.getMessage());
    }
  }
}
