package dev.cascade.streams.query;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.NotRunningException;
import dev.cascade.streams.runtime.StreamsRuntime;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;

/** Which instances of the service hold which stores and partitions, as this instance knows. */
@ApplicationScoped
class StreamsInstances {

  private final StreamsRuntime runtime;

  StreamsInstances(StreamsRuntime runtime) {
    this.runtime = runtime;
  }

  /** One Streams application. */
  @RegisterForReflection
  public record Application(String name, String state, List<Instance> instances) {}

  /** One instance of it. */
  @RegisterForReflection
  public record Instance(
      String host, Set<String> stores, Set<String> partitions, Set<String> standbyPartitions) {}

  List<Application> applications() {
    return runtime.applications().stream().map(StreamsInstances::described).toList();
  }

  private static Application described(ManagedStreams application) {
    return new Application(application.name(), application.state().name(), instances(application));
  }

  private static List<Instance> instances(ManagedStreams application) {
    if (!application.isReady()) {
      return List.of();
    }
    try {
      return application.client().metadataForAllStreamsClients().stream()
          .map(StreamsInstances::described)
          .toList();
    } catch (NotRunningException | IllegalStateException e) {
      // It has failed, or is being closed, since it was looked at.
      return List.of();
    }
  }

  private static Instance described(StreamsMetadata metadata) {
    return new Instance(
        metadata.host() + ":" + metadata.port(),
        new TreeSet<>(metadata.stateStoreNames()),
        named(metadata.topicPartitions()),
        named(metadata.standbyTopicPartitions()));
  }

  private static Set<String> named(Set<TopicPartition> partitions) {
    Set<String> names = new TreeSet<>();
    partitions.forEach(partition -> names.add(partition.toString()));
    return names;
  }
}
