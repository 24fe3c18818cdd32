package dev.cascade.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;

/**
 * A broker that did not stop cleanly, made to forget that it led anything before it starts anew.
 *
 * <p>A lone broker that comes back after a crash reads in its metadata that it leads every
 * partition, loads the transactions that were being completed, and begins to send their markers.
 * Then its registration as a new incarnation takes the leadership away until it is ready, and Kafka
 * 4.3.1 drops the marker for a partition that has no leader just then (KAFKA-20734): the
 * transaction is called complete, and what it wrote there stays open, is lost, or becomes visible
 * without the rest. So its controller runs alone first and unregisters it. The broker then finds no
 * leadership in its metadata, and loads transactions only once it can write their markers.
 */
final class CrashedBroker {

  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final Duration STOP_BOUND = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int REQUEST_MILLIS = 2_000;
  private static final int CALL_MILLIS = 3_000;

  private final int nodeId;
  private final Map<String, Object> controller;
  private final ServerLaunch controllerAlone;

  /**
   * The broker that has this id.
   *
   * @param controller how an admin client gets to its controller
   * @param controllerAlone starts the controller without the broker, on the broker's storage
   */
  CrashedBroker(int nodeId, Map<String, Object> controller, ServerLaunch controllerAlone) {
    this.nodeId = nodeId;
    this.controller = controller;
    this.controllerAlone = controllerAlone;
  }

  /** Whether the broker with this folder of logs was stopped other than by a shutdown. */
  static boolean left(Path logs) {
    return Files.exists(logs.resolve("meta.properties"))
        && !Files.exists(logs.resolve(".kafka_cleanshutdown"));
  }

  /**
   * Unregisters it, which leaves its partitions without a leader until it registers again.
   *
   * @throws IOException when the controller does not do so within a bound; nothing is lost then
   */
  void retire() throws IOException, InterruptedException {
    Process process = controllerAlone.start();
    try {
      unregister(process);
    } finally {
      process.destroy();
      if (!process.waitFor(STOP_BOUND)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private void unregister(Process process) throws IOException, InterruptedException {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!isUnregistered()) {
      if (!process.isAlive()) {
        throw new IOException("its controller ended while the broker was unregistered");
      }
      if (System.nanoTime() - end > 0) {
        throw new IOException(
            "its controller did not unregister the broker within " + BOUND.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private boolean isUnregistered() throws InterruptedException {
    Map<String, Object> client = new HashMap<>(controller);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    try (Admin admin = Admin.create(client)) {
      admin.unregisterBroker(nodeId).all().get(CALL_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      // Not up yet, not active yet, or done by the try whose answer got lost.
      return e.getCause() instanceof BrokerIdNotRegisteredException;
    } catch (TimeoutException e) {
      return false;
    }
  }
}
