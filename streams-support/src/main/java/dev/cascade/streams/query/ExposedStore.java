package dev.cascade.streams.query;

import java.util.function.Function;

/**
 * A store that a service lets people look into over HTTP, under {@code /v1/state/NAME}. The service
 * produces CDI beans of this type; a store without one cannot be read.
 *
 * @param application name of the Streams application that holds it
 * @param store name of the store; its keys are strings
 * @param topic where its values come from: what the topic's contract marks as personal is masked;
 *     empty for what a service counts, in which nobody is named
 * @param kind how it is keyed
 * @param placement where its keys lie
 * @param json what a value looks like as JSON, given a value of the store
 */
public record ExposedStore(
    String application,
    String store,
    String topic,
    Kind kind,
    Placement placement,
    Function<Object, Object> json) {

  /** A store whose keys lie where Kafka's partitioner puts them, as nearly all do. */
  public ExposedStore(
      String application, String store, String topic, Kind kind, Function<Object, Object> json) {
    this(application, store, topic, kind, Placement.BY_KEY, json);
  }

  /** How a store is keyed. */
  public enum Kind {
    /** One value for each key. */
    KEY_VALUE,
    /** One value for each key and window. */
    WINDOWED
  }

  /** Which partition a key lies on. */
  public enum Placement {
    /** The one that Kafka's default partitioner gives it. */
    BY_KEY,
    /** Some one partition; a read of one key asks all of them. */
    ANYWHERE
  }
}
