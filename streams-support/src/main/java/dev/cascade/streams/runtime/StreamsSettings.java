package dev.cascade.streams.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What the Kafka Streams applications of a service are started with. */
@ConfigMapping(prefix = "cascade.streams")
public interface StreamsSettings {

  /** Kafka brokers, {@code host:port} with commas between. */
  @WithDefault("${kafka.bootstrap.servers:localhost:9092}")
  String bootstrapServers();

  /**
   * A properties file with the settings {@code security.*}, {@code sasl.*} and {@code ssl.*} of
   * Kafka's clients, with which every client of the service reaches the brokers; without it, they
   * are asked for nothing.
   */
  Optional<Path> clientProperties();

  /** Base URL of the schema registry. */
  @WithDefault("${cascade.registry.url:http://localhost:8090}")
  String registryUrl();

  /** Folder of the local stores; each application has its own folder in it. */
  @WithDefault("${java.io.tmpdir}/cascade-streams/${quarkus.application.name}")
  Path stateDir();

  /**
   * Stable name of this instance among the service's instances. With it the instance is a static
   * member of its consumer groups: one that crashes and is back soon moves no task.
   */
  @WithDefault("${quarkus.http.port:8080}")
  String instanceId();

  /** {@code host:port} under which the other instances reach this one's HTTP. */
  @WithDefault("localhost:${quarkus.http.port:8080}")
  String advertisedHost();

  /**
   * Longest time that a decider goes on processing before it commits what others wait for; it
   * commits earlier when it has nothing more to process.
   */
  @WithDefault("5ms")
  Duration commitInterval();

  /**
   * The share of its time that a decider may spend on committing, above 0 to 1. Less spares
   * processors under load and costs latency.
   */
  @WithDefault("0.4")
  double commitShare();

  /** Longest wait for records before a decider looks at its clock. */
  @WithDefault("50ms")
  Duration pollInterval();

  /** Stream threads of each decider. */
  @WithDefault("1")
  int threads();

  /**
   * Standby replicas of each store that has a changelog, and of each view; they need as many more
   * instances.
   */
  @WithDefault("0")
  int standbys();

  /**
   * Most records that a standby copy may lag behind to answer a read; without a value, standbys
   * answer none. The marker of the last transaction counts as one.
   */
  OptionalLong standbyReadMaxLag();

  /** How long a silent instance keeps its tasks before the others take over. */
  @WithDefault("6s")
  Duration sessionTimeout();

  /**
   * Whether an instance that is told to stop hands its tasks to the others at once. Without, they
   * wait for it as for one that crashed: better where a restart takes less than the session timeout
   * and a restore takes long.
   */
  @WithDefault("true")
  boolean leaveAtStop();

  /**
   * How long an application may stay outside RUNNING without anything moving, before the watchdog
   * says why and starts it anew; each further time it waits twice as long.
   */
  @WithDefault("30s")
  Duration stuckAfter();

  /**
   * Whether the watchdog writes the markers of transactions that lost them. That needs {@code
   * ClusterAction} on the cluster; without it, hanging transactions are only told.
   */
  @WithDefault("true")
  boolean repairTransactions();

  /**
   * A properties file of Kafka client configuration, credentials first, with which the watchdog
   * looks at transactions and ends them; without it, it has no other right than the service.
   */
  Optional<Path> repairClientProperties();

  /**
   * A file that makes this process a shadow of the service: it decides the history again, up to a
   * cut, under groups and topics of its own, and ends. See {@link dev.cascade.streams.shadow}.
   */
  Optional<Path> shadow();

  /** Replication factor of internal topics; -1 takes the broker's default. */
  @WithDefault("-1")
  int replicationFactor();

  /** Memory for the block caches and write buffers of all RocksDB stores of the process, bytes. */
  @WithDefault("16777216")
  long rocksDbBytes();
}
