package dev.cascade.streams.lineage;

import dev.cascade.streams.runtime.ManagedStreams;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Tells what applications and clients read and write. */
final class Lineage {

  private Lineage() {}

  /**
   * What a running application reads and writes.
   *
   * @param existing the topics at the broker
   */
  static AppLineage of(ManagedStreams application, Set<String> existing) {
    DescribedTopics topics = DescribedTopics.of(application.description());
    Set<String> writes = new TreeSet<>(topics.writes());
    writes.add(application.deadLetterTopic());
    return new AppLineage(
        application.name(),
        application.kind().name().toLowerCase(Locale.ROOT),
        topics.reads(),
        writes,
        topics.stores(),
        internal(application.name(), topics, existing));
  }

  private static Set<String> internal(
      String application, DescribedTopics topics, Set<String> existing) {
    Set<String> internal = new TreeSet<>();
    topics.repartitions().forEach(topic -> internal.add(application + "-" + topic));
    topics.stores().stream()
        .map(store -> application + "-" + store + "-changelog")
        .filter(existing::contains)
        .forEach(internal::add);
    return internal;
  }

  /** What a client says that it reads and writes. */
  static AppLineage of(PlainClient client) {
    return new AppLineage(
        client.name(),
        client.kind().name().toLowerCase(Locale.ROOT),
        new TreeSet<>(client.reads()),
        new TreeSet<>(client.writes()),
        Set.of(),
        Set.of());
  }
}
