package dev.cascade.streams.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;

/**
 * One Kafka Streams application of a service. The service produces CDI beans of this type; {@link
 * StreamsRuntime} starts them when the service starts.
 *
 * @param name the {@code application.id}: group id and prefix of internal topics, stable for ever
 * @param kind what the application is tuned for
 * @param deadLetterTopic where its unreadable records go
 * @param skippedTopics topics whose unreadable records another application of the service sends to
 *     the dead letters, and topics of global tables
 * @param topology builds a fresh topology; called again for each restart
 * @param overrides Kafka Streams configuration that differs from the default for the kind
 * @param gathering how long records gather before they are read; zero when somebody waits for each
 */
public record StreamsApplication(
    String name,
    Kind kind,
    String deadLetterTopic,
    Set<String> skippedTopics,
    Supplier<Topology> topology,
    Map<String, Object> overrides,
    Duration gathering) {

  /** What an application is tuned for. */
  public enum Kind {
    /** Reads, decides and writes in transactions as short as the commit interval. */
    DECIDER,
    /** Builds read-only views of committed topics; writes nothing but dead letters. */
    VIEWS
  }

  /** An application that decides, and sends all its unreadable records to the dead letters. */
  public static StreamsApplication decider(
      String name, String deadLetterTopic, Supplier<Topology> topology) {
    return new StreamsApplication(
        name, Kind.DECIDER, deadLetterTopic, Set.of(), topology, Map.of(), Duration.ZERO);
  }

  /** An application that serves views, and sends all its unreadable records to the dead letters. */
  public static StreamsApplication views(
      String name, String deadLetterTopic, Supplier<Topology> topology) {
    return new StreamsApplication(
        name, Kind.VIEWS, deadLetterTopic, Set.of(), topology, Map.of(), Duration.ZERO);
  }

  /** The same application, which leaves the dead letters of these topics to another one. */
  public StreamsApplication skipping(String... topics) {
    return new StreamsApplication(
        name, kind, deadLetterTopic, Set.of(topics), topology, overrides, gathering);
  }

  /**
   * The same application, which lets records gather for so long before it reads on, since nobody
   * waits for what it does by the millisecond: under load it is up to twice as much behind, and
   * saves most of its requests. What comes after a silence it reads at once.
   */
  public StreamsApplication gathering(Duration longest) {
    return new StreamsApplication(
        name, kind, deadLetterTopic, skippedTopics, topology, overrides, longest);
  }

  /** The same application with more Kafka Streams configuration of its own. */
  public StreamsApplication with(Map<String, Object> configuration) {
    Map<String, Object> all = new HashMap<>(overrides);
    all.putAll(configuration);
    return new StreamsApplication(
        name, kind, deadLetterTopic, skippedTopics, topology, Map.copyOf(all), gathering);
  }
}
