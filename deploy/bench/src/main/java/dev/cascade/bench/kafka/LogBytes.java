package dev.cascade.bench.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.Node;

/** Measures how the logs of all topics grow, internal ones too, on all brokers together. */
public final class LogBytes {

  private final Kafka kafka;
  private final long before;

  /** Measures from now on. */
  public LogBytes(Kafka kafka) {
    this.kafka = kafka;
    this.before = now();
  }

  /** By how many bytes they grew since. What was cleaned or deleted meanwhile is taken off. */
  public long sinceThen() {
    return now() - before;
  }

  private long now() {
    try (Admin admin = kafka.admin()) {
      var brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
      return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
          .map(Map::values)
          .flatMap(java.util.Collection::stream)
          .map(LogDirDescription::replicaInfos)
          .flatMap(replicas -> replicas.values().stream())
          .mapToLong(ReplicaInfo::size)
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker does not tell how large its logs are", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while logs were measured", e);
    }
  }
}
