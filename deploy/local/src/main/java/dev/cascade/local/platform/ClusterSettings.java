package dev.cascade.local.platform;

import java.util.Map;

/** What changes when a broker is not alone: everything has copies, and one may be away. */
final class ClusterSettings {

  private ClusterSettings() {}

  /**
   * Settings over those of a lone broker, which are none for one.
   *
   * @param brokers how many there are; each keeps a copy of everything
   */
  static Map<String, String> of(int brokers) {
    if (brokers == 1) {
      return Map.of();
    }
    String copies = Integer.toString(brokers);
    String minInSync = Integer.toString(brokers / 2 + 1);
    return Map.ofEntries(
        Map.entry("default.replication.factor", copies),
        Map.entry("min.insync.replicas", minInSync),
        Map.entry("offsets.topic.replication.factor", copies),
        Map.entry("transaction.state.log.replication.factor", copies),
        Map.entry("transaction.state.log.min.isr", minInSync),
        Map.entry("share.coordinator.state.topic.replication.factor", copies),
        Map.entry("share.coordinator.state.topic.min.isr", minInSync),
        Map.entry("num.replica.fetchers", "1"),
        // There is somebody to hand over to, and whoever asks waits for as long as this.
        Map.entry("broker.session.timeout.ms", "6000"),
        Map.entry("broker.heartbeat.interval.ms", "1000"));
  }
}
