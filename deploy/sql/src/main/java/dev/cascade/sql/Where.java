package dev.cascade.sql;

import dev.cascade.local.platform.Kafka;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.Ecosystem;
import dev.cascade.local.run.Installation;
import dev.cascade.schemas.access.ClientFile;
import dev.cascade.sql.tables.TopicConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the topics are: the home's, unless options say otherwise. */
final class Where {

  private static final String READER = "reader";

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Brokers other than those of CASCADE_HOME.")
  private @Nullable String kafka;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Kafka's properties by which you are known to the brokers.")
  private @Nullable Path kafkaConfig;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "A registry other than that of CASCADE_HOME.")
  private @Nullable String registry;

  /**
   * How the topics are reached.
   *
   * @throws ServerFailedException when the home's broker or registry does not answer
   */
  TopicConnection connection(Installation installation, boolean showPersonal) {
    Ecosystem ecosystem = Ecosystem.of(installation);
    return new TopicConnection(client(ecosystem.kafka()), registry(ecosystem), showPersonal);
  }

  private Map<String, Object> client(Kafka homes) {
    Map<String, Object> client = new HashMap<>();
    if (kafka == null) {
      if (!homes.isReady()) {
        throw new ServerFailedException(
            "No broker answers at %s; ./cascade up starts the home's, --kafka names another."
                .formatted(homes.bootstrapServers()));
      }
      client.putAll(homes.client(READER));
    } else {
      client.put("bootstrap.servers", kafka);
    }
    if (kafkaConfig != null) {
      client.putAll(settings(kafkaConfig));
    }
    return client;
  }

  private static Map<String, String> settings(Path file) {
    try {
      return ClientFile.settings(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("--kafka-config " + file + " cannot be read: " + e, e);
    }
  }

  private String registry(Ecosystem ecosystem) {
    if (registry != null) {
      return registry.replaceAll("/+$", "");
    }
    if (!ecosystem.registry().isReady()) {
      throw new ServerFailedException(
          "No registry answers at %s; ./cascade up starts the home's, --registry names another."
              .formatted(ecosystem.registry().url()));
    }
    return ecosystem.registry().url();
  }
}
