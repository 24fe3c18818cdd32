package dev.cascade.local.platform;

import java.util.Map;

/** Settings of a worker that is alone, on brokers that have their own idea of replication. */
final class ConnectSettings {

  private static final String AS_THE_BROKER_HAS_IT = "-1";

  static final Map<String, String> LOCAL =
      Map.ofEntries(
          Map.entry("group.id", "connect"),
          Map.entry("config.storage.topic", "connect-configs"),
          Map.entry("config.storage.replication.factor", AS_THE_BROKER_HAS_IT),
          Map.entry("offset.storage.topic", "connect-offsets"),
          Map.entry("offset.storage.partitions", "1"),
          Map.entry("offset.storage.replication.factor", AS_THE_BROKER_HAS_IT),
          Map.entry("status.storage.topic", "connect-status"),
          Map.entry("status.storage.partitions", "1"),
          Map.entry("status.storage.replication.factor", AS_THE_BROKER_HAS_IT),
          Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
          Map.entry("value.converter", "org.apache.kafka.connect.storage.StringConverter"),
          // What is read from a source and how far it was read are one transaction.
          Map.entry("exactly.once.source.support", "enabled"),
          Map.entry("offset.flush.interval.ms", "1000"),
          // Nobody else could take over what a crashed worker had.
          Map.entry("scheduled.rebalance.max.delay.ms", "0"),
          Map.entry("session.timeout.ms", "6000"),
          Map.entry("heartbeat.interval.ms", "1000"),
          Map.entry("plugin.discovery", "service_load"),
          Map.entry("producer.linger.ms", "0"),
          Map.entry("consumer.session.timeout.ms", "6000"),
          Map.entry("consumer.heartbeat.interval.ms", "1000"),
          Map.entry("consumer.isolation.level", "read_committed"),
          Map.entry("consumer.auto.offset.reset", "earliest"));

  private ConnectSettings() {}
}
