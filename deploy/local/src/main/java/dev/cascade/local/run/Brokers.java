package dev.cascade.local.run;

import dev.cascade.local.platform.BrokerNode;
import dev.cascade.local.platform.KafkaBroker;
import dev.cascade.local.platform.KafkaCluster;
import dev.cascade.local.secrets.BrokerSecrets;
import java.util.List;
import java.util.stream.IntStream;

/** The brokers of an installation, as its home says how many. */
final class Brokers {

  private static final int FIRST_PORT = 9092;

  // The heap of three is not three times that of one: each leads a third.
  private static final String HEAP_OF_SEVERAL = "-Xmx256m";

  private Brokers() {}

  static KafkaCluster of(Installation installation, HomeSettings settings, BrokerSecrets secrets) {
    List<BrokerNode> nodes =
        IntStream.rangeClosed(1, settings.brokers())
            .mapToObj(id -> node(installation, settings, id))
            .toList();
    return new KafkaCluster(
        nodes.stream().map(node -> broker(installation, settings, secrets, node, nodes)).toList());
  }

  /** What people call it, and its folder and log. */
  private static String name(BrokerNode node) {
    return node.id() == 1 ? "kafka" : "kafka#" + node.id();
  }

  private static BrokerNode node(Installation installation, HomeSettings settings, int id) {
    int port = installation.port(FIRST_PORT + 2 * (id - 1));
    return new BrokerNode(id, settings.brokerHost(id), port, port + 1);
  }

  private static KafkaBroker broker(
      Installation installation,
      HomeSettings settings,
      BrokerSecrets secrets,
      BrokerNode node,
      List<BrokerNode> all) {
    String name = name(node);
    KafkaBroker.Builder broker = KafkaBroker.builder();
    if (secrets.exist()) {
      broker.secured(secrets);
    }
    if (all.size() > 1) {
      broker.javaOptions(HEAP_OF_SEVERAL);
    }
    return broker
        .oneOf(name, node, all, settings.clusterId())
        .startedBy(settings.brokerWrapper(node.id()))
        .dataDirectory(installation.data(name))
        .logFile(installation.log(name))
        .javaOptions(ClassArchive.options(installation, "kafka"))
        .detached()
        .build();
  }
}
