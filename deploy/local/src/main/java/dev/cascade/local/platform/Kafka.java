package dev.cascade.local.platform;

import java.util.List;
import java.util.Map;

/** The brokers that services run on, seen as what their clients see. */
public sealed interface Kafka permits KafkaCluster, ForeignKafka {

  /** What clients connect to, {@code host:port} with commas between. */
  String bootstrapServers();

  /** How a client of that user gets there, as Kafka's clients take it. */
  Map<String, Object> client(String user);

  /** Whether enough of them run to decide anything. */
  boolean isAlive();

  /** Whether one of them answers. */
  boolean isReady();

  /** Those that are processes of this ecosystem. */
  List<KafkaBroker> brokers();
}
