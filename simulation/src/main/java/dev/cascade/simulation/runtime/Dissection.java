package dev.cascade.simulation.runtime;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.internals.StoreFactory;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a topology out of Kafka Streams 4.3.1. The public description has the graph
 * and not the suppliers, and a processor wrapper (KIP-1112) has to be given to the builder, which
 * the services make themselves; so this is the one place that looks into private fields. A version
 * of Kafka that names them otherwise fails here, at the start.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // reflection knows no types
final class Dissection {

  private final Object builder;
  private final Map<String, Object> factories;

  Dissection(Topology topology) {
    this.builder = field(topology, "internalTopologyBuilder");
    this.factories = field(builder, "nodeFactories");
  }

  Plan plan(String application, String deadLetters, Set<String> skipped) {
    Map<String, StoreFactory> globalStores = field(builder, "globalStateBuilders");
    Set<String> globalTopics = field(builder, "globalTopics");
    Map<String, Object> internal = field(builder, "internalTopicNamesWithProperties");
    Map<String, Plan.Node> nodes = new LinkedHashMap<>();
    factories.forEach((name, factory) -> nodes.put(name, node(name, factory)));
    List<Plan.Global> globals = new ArrayList<>();
    for (StoreFactory factory : new TreeMap<>(globalStores).values()) {
      globals.add(global(factory, nodes, globalTopics));
    }
    return new Plan(
        application,
        deadLetters,
        skipped,
        nodes,
        stores(),
        globals,
        new TreeSet<>(internal.keySet()));
  }

  private List<Plan.Store> stores() {
    Map<String, StoreFactory> stores = field(builder, "stateFactories");
    return new TreeMap<>(stores).values().stream().map(Dissection::store).toList();
  }

  /** The global source that feeds the step with that store leaves the tasks' nodes with it. */
  private Plan.Global global(
      StoreFactory factory, Map<String, Plan.Node> nodes, Set<String> globalTopics) {
    Plan.Store store = store(factory);
    for (Plan.Node node : List.copyOf(nodes.values())) {
      if (node instanceof Plan.Source source
          && globalTopics.containsAll(source.topics())
          && nodes.get(source.children().getFirst()) instanceof Plan.Step step
          && storesOf(step).contains(store.name())) {
        nodes.remove(source.name());
        nodes.remove(step.name());
        return new Plan.Global(store, source, step);
      }
    }
    throw new IllegalStateException("Nothing fills the global store " + store.name());
  }

  private Set<String> storesOf(Plan.Step step) {
    return field(Objects.requireNonNull(factories.get(step.name())), "stateStoreNames");
  }

  private Plan.Node node(String name, Object factory) {
    return switch (factory.getClass().getSimpleName()) {
      case "SourceNodeFactory" -> source(name, factory);
      case "ProcessorNodeFactory" ->
          new Plan.Step(
              name,
              Dissection.<ProcessorSupplier<?, ?, ?, ?>>field(factory, "supplier"),
              null,
              children(name));
      case "FixedKeyProcessorNodeFactory" ->
          new Plan.Step(
              name,
              null,
              Dissection.<FixedKeyProcessorSupplier<?, ?, ?>>field(factory, "supplier"),
              children(name));
      case "SinkNodeFactory" -> sink(name, factory);
      default -> throw new IllegalStateException("Unknown kind of node: " + factory.getClass());
    };
  }

  private Plan.Source source(String name, Object factory) {
    return new Plan.Source(
        name,
        field(factory, "topics"),
        Dissection.<@Nullable Deserializer<?>>nullable(factory, "keyDeserializer"),
        field(factory, "valDeserializer"),
        children(name));
  }

  private static Plan.Sink sink(String name, Object factory) {
    return new Plan.Sink(
        name,
        Dissection.<TopicNameExtractor<Object, Object>>field(factory, "topicExtractor"),
        Dissection.<@Nullable Serializer<Object>>nullable(factory, "keySerializer"),
        field(factory, "valSerializer"),
        Dissection.<@Nullable StreamPartitioner<Object, Object>>nullable(factory, "partitioner"));
  }

  private List<String> children(String parent) {
    return factories.entrySet().stream()
        .filter(each ->
            List.of(Dissection.<String[]>field(each.getValue(), "predecessors")).contains(parent))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Plan.Store store(StoreFactory factory) {
    StoreBuilder<?> store = factory.builder();
    Serde<?> keys = field(store, "keySerde");
    Serde<?> values = field(store, "valueSerde");
    return new Plan.Store(store.name(), keys, values);
  }

  private static <T> T field(Object owner, String name) {
    T value = Dissection.<T>nullable(owner, name);
    if (value == null) {
      throw new IllegalStateException(owner.getClass() + " has no " + name);
    }
    return value;
  }

  @SuppressWarnings("unchecked") // the fields' types are those of the version that is pinned
  private static <T extends @Nullable Object> @Nullable T nullable(Object owner, String name) {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return (T) field.get(owner);
      } catch (NoSuchFieldException e) {
        // A superclass may have it.
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("Kafka Streams hides " + name, e);
      }
    }
    throw new IllegalStateException("Kafka Streams has no " + name + " in " + owner.getClass());
  }
}
