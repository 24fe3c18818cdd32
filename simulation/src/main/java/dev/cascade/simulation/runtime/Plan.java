package dev.cascade.simulation.runtime;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A built topology, taken apart: what is needed to run it by hand. It holds no state, so one plan
 * serves every task.
 *
 * @param application the application's name
 * @param deadLetters the topic of its dead letters
 * @param skipped topics whose letters another application sends
 * @param nodes by name, each after those that feed it
 * @param stores of each task
 * @param globals topics that each instance reads whole, and the stores that are filled from them
 * @param internalTopics repartition topics
 */
public record Plan(
    String application,
    String deadLetters,
    Set<String> skipped,
    Map<String, Node> nodes,
    List<Store> stores,
    List<Global> globals,
    Set<String> internalTopics) {

  /** A node of the topology. */
  public sealed interface Node {

    /** Its name. */
    String name();

    /** The nodes that it feeds. */
    List<String> children();
  }

  /** Where records come in. */
  public record Source(
      String name,
      List<String> topics,
      @Nullable Deserializer<?> keys,
      Deserializer<?> values,
      List<String> children)
      implements Node {}

  /** Where they are processed; one of the suppliers is there. */
  public record Step(
      String name,
      @Nullable ProcessorSupplier<?, ?, ?, ?> supplier,
      @Nullable FixedKeyProcessorSupplier<?, ?, ?> fixedKeySupplier,
      List<String> children)
      implements Node {}

  /** Where they leave. */
  public record Sink(
      String name,
      TopicNameExtractor<Object, Object> topic,
      @Nullable Serializer<Object> keys,
      Serializer<Object> values,
      @Nullable StreamPartitioner<Object, Object> partitioner)
      implements Node {

    @Override
    public List<String> children() {
      return List.of();
    }
  }

  /** A store; the serdes are those of the store itself. */
  public record Store(String name, Serde<?> keys, Serde<?> values) {}

  /** A global store: its topic, how that is read, and what fills the store from it. */
  public record Global(Store store, Source source, Step step) {}

  /** Takes a topology apart. */
  public static Plan of(
      String application, String deadLetters, Set<String> skipped, Topology topology) {
    return new Dissection(topology).plan(application, deadLetters, skipped);
  }

  /** All topics that tasks read, internal ones by their full names. */
  public List<String> sourceTopics() {
    return nodes.values().stream()
        .filter(Source.class::isInstance)
        .flatMap(node -> ((Source) node).topics().stream())
        .map(this::fullName)
        .toList();
  }

  /** The name of a topic in the log: internal topics are named after the application. */
  public String fullName(String topic) {
    return internalTopics.contains(topic) ? application + "-" + topic : topic;
  }

  /** The name of a store's changelog. */
  public String changelog(Store store) {
    return application + "-" + store.name() + "-changelog";
  }
}
