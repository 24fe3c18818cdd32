package dev.cascade.streams.watchdog;

import static java.util.stream.Collectors.toSet;

import dev.cascade.streams.runtime.StreamsApplication;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;

/** The topics behind which an application can get stuck. */
final class WatchedTopics {

  /** Where the group coordinator waits for the markers of committed offsets. */
  private static final String OFFSETS = "__consumer_offsets";

  private final List<StreamsApplication> applications;
  private final Set<String> sources = new TreeSet<>();

  WatchedTopics(List<StreamsApplication> applications) {
    this.applications = applications;
    applications.forEach(application -> sources.addAll(sources(application)));
    sources.add(OFFSETS);
  }

  /** What the applications read, their internal topics, and the committed offsets. */
  Set<String> among(Collection<String> existing) {
    return existing.stream()
        .filter(topic -> sources.contains(topic) || isInternal(topic))
        .collect(toSet());
  }

  /** Named as Kafka Streams names them: application, node or store, kind. */
  private boolean isInternal(String topic) {
    return (topic.endsWith("-changelog") || topic.endsWith("-repartition"))
        && applications.stream().anyMatch(it -> topic.startsWith(it.name() + "-"));
  }

  private static Set<String> sources(StreamsApplication application) {
    Set<String> topics = new TreeSet<>();
    TopologyDescription described = application.topology().get().describe();
    described.globalStores().forEach(global -> topics.addAll(topicsOf(global.source())));
    described
        .subtopologies()
        .forEach(part ->
            part.nodes().stream()
                .filter(TopologyDescription.Source.class::isInstance)
                .map(TopologyDescription.Source.class::cast)
                .forEach(source -> topics.addAll(topicsOf(source))));
    return topics;
  }

  private static Set<String> topicsOf(TopologyDescription.Source source) {
    Set<String> topics = source.topicSet();
    return topics == null ? Set.of() : topics;
  }
}
