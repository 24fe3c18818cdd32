package dev.cascade.payments.control;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.NotRunningException;
import java.util.List;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * The instances among which the gate is divided.
 *
 * @param gate the application
 * @param self this instance, as HOST:PORT
 * @param tasks how many there are, over all instances
 */
record GateInstances(ManagedStreams gate, String self, int tasks) {

  private static final Logger LOG = Logger.getLogger(GateInstances.class);

  /** What Kafka Streams names an instance that has not said where it is. */
  private static final String NOBODY = "unavailable:-1";

  /** Those that live, as far as this one knows; itself always. */
  List<String> live() {
    TreeSet<String> live = new TreeSet<>(List.of(self));
    try {
      gate.client()
          .metadataForAllStreamsClients()
          .forEach(it -> live.add(it.hostInfo().host() + ":" + it.hostInfo().port()));
    } catch (NotRunningException | IllegalStateException e) {
      LOG.debugf("The other instances are not known now: %s", e.getMessage());
    }
    live.remove(NOBODY);
    return List.copyOf(live);
  }

  /** The part of the gate that is this instance's, above 0 to 1. */
  double share() {
    try {
      int own =
          gate.client().metadataForLocalThreads().stream()
              .mapToInt(it -> it.activeTasks().size())
              .sum();
      return (double) Math.max(1, own) / tasks;
    } catch (NotRunningException | IllegalStateException e) {
      return 1.0 / tasks;
    }
  }
}
