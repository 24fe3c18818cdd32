package dev.cascade.streams.lineage;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.GlobalStore;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/**
 * The topics and stores that a topology's description names. A repartition topic is named in it
 * without the application's name, and read and written by the application itself; it is none of
 * what others read and write.
 *
 * @param reads topics of its sources
 * @param writes topics of its sinks
 * @param repartitions its repartition topics, without the application's name
 * @param stores its stores
 */
record DescribedTopics(
    Set<String> reads, Set<String> writes, Set<String> repartitions, Set<String> stores) {

  private static final Pattern REPARTITION = Pattern.compile(".*-repartition");

  static DescribedTopics of(TopologyDescription topology) {
    DescribedTopics found =
        new DescribedTopics(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    topology.subtopologies().forEach(subtopology -> subtopology.nodes().forEach(found::add));
    topology.globalStores().forEach(found::add);
    found.separateRepartitions();
    return found;
  }

  private void add(GlobalStore store) {
    add(store.source());
    add(store.processor());
  }

  private void add(Node node) {
    switch (node) {
      case Source source -> reads.addAll(source.topicSet());
      case TopologyDescription.Processor processor -> stores.addAll(processor.stores());
      case Sink sink -> writes.addAll(topicsOf(sink));
      default -> throw new IllegalStateException("An unknown kind of node: " + node.name());
    }
  }

  private static Set<String> topicsOf(Sink sink) {
    if (sink.topic() != null) {
      return Set.of(sink.topic());
    }
    if (sink.topicNameExtractor() instanceof KnownTopics choice) {
      return choice.topics();
    }
    throw new IllegalStateException(
        "Sink " + sink.name() + " chooses its topic and does not say between which: KnownTopics");
  }

  private void separateRepartitions() {
    writes.stream()
        .filter(topic -> REPARTITION.matcher(topic).matches() && reads.contains(topic))
        .forEach(repartitions::add);
    reads.removeAll(repartitions);
    writes.removeAll(repartitions);
  }
}
