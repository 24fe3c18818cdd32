package dev.cascade.auditor.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the auditor is started with. */
@ConfigMapping(prefix = "cascade.auditor")
public interface AuditorSettings {

  /** Whether it reads at all. */
  @WithDefault("true")
  boolean enabled();

  /** Kafka brokers, {@code host:port} with commas between. */
  @WithDefault("${kafka.bootstrap.servers:localhost:9092}")
  String bootstrapServers();

  /**
   * A properties file with the settings {@code security.*}, {@code sasl.*} and {@code ssl.*} of
   * Kafka's clients; without it the brokers are asked for nothing.
   */
  Optional<Path> clientProperties();

  /** Base URL of the schema registry. */
  @WithDefault("${cascade.registry.url:http://localhost:8090}")
  String registryUrl();

  /** How often what is read is held against what is written. */
  @WithDefault("PT0.5S")
  Duration interval();

  /**
   * How far before its start the auditor reads topics with retention, and holds topics against each
   * other; must be shorter than their retention. Compacted topics are read from their beginning.
   */
  @WithDefault("PT6H")
  Duration lookBack();

  /** How long after its deadline an order may be decided; longer than a restart of orders takes. */
  @WithDefault("PT1M")
  Duration deadlineGrace();

  /**
   * Most accounts, orders, payments, products and lines that are remembered, of each kind so many;
   * in all about 3.5 KB for each of this number. What is forgotten is not judged, and counted.
   */
  @WithDefault("10000")
  int mostRemembered();
}
