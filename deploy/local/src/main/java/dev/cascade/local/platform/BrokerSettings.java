package dev.cascade.local.platform;

import java.util.Map;

/** What one broker on one machine is configured with. */
final class BrokerSettings {

  static final Map<String, String> LOCAL =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("inter.broker.listener.name", "PLAINTEXT"),
          // Topics come from the catalogue; a wrong name is an error.
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("default.replication.factor", "1"),
          Map.entry("min.insync.replicas", "1"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          // The first produce after a commit may find the previous one unfinished; 20 ms is a hop.
          Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
          // A killed instance's transaction holds back every committed reader until it is aborted.
          Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
          // A lone broker that stood still has nobody to hand over to. Fenced for its silence, it
          // would lose the markers of what it was completing (KAFKA-20734, see CrashedBroker).
          Map.entry("broker.session.timeout.ms", "30000"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("group.min.session.timeout.ms", "1000"),
          // By default the cleaner takes 128 MB of heap and each segment maps 20 MB of index.
          Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
          Map.entry("log.index.size.max.bytes", "1048576"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("num.recovery.threads.per.data.dir", "2"));

  private BrokerSettings() {}
}
