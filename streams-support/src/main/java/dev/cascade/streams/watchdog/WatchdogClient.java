package dev.cascade.streams.watchdog;

import dev.cascade.schemas.access.ClientFile;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.transactions.TransactionRepair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * How the watchdog reaches Kafka: as the service does, or with rights of its own.
 *
 * @param admin answers within seconds or fails
 * @param repair ends what hangs for longer than transactions may last
 */
record WatchdogClient(Admin admin, TransactionRepair repair) implements AutoCloseable {

  private static final int REQUEST_MILLIS = 3_000;
  private static final int CALL_MILLIS = 5_000;

  static WatchdogClient of(StreamsSettings settings) {
    Map<String, Object> client = KafkaCluster.of(settings).client(Map.of());
    settings.repairClientProperties().ifPresent(file -> client.putAll(read(file)));
    Map<String, Object> bounded = new HashMap<>(client);
    bounded.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    bounded.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    // A transaction of this system lasts no longer than a session.
    Duration patience = settings.sessionTimeout();
    return new WatchdogClient(Admin.create(bounded), new TransactionRepair(client, patience));
  }

  private static Map<String, String> read(Path file) {
    try {
      return ClientFile.settings(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cascade.streams.repair-client-properties cannot be read: " + file, e);
    }
  }

  @Override
  public void close() {
    repair.close();
    admin.close(Duration.ofSeconds(1));
  }
}
