package dev.cascade.schemas.access;

/**
 * What a grant is about.
 *
 * @param kind of thing
 * @param name its name; {@code *} for all of that kind
 * @param isPrefix whether all those are meant whose names begin like that
 */
public record Resource(Kind kind, String name, boolean isPrefix) {

  private static final String ALL = "*";

  /** Kinds of things, as Kafka knows them. */
  public enum Kind {
    /** A topic. */
    TOPIC,
    /** A consumer group. */
    GROUP,
    /** The id under which a producer writes transactions. */
    TRANSACTIONAL_ID,
    /** The brokers as a whole. */
    CLUSTER
  }

  /** The cluster. */
  public static Resource cluster() {
    return new Resource(Kind.CLUSTER, "kafka-cluster", false);
  }

  static Resource one(Kind kind, String name) {
    return new Resource(kind, name, false);
  }

  static Resource startingWith(Kind kind, String prefix) {
    return new Resource(kind, prefix, true);
  }

  static Resource every(Kind kind) {
    return new Resource(kind, ALL, false);
  }

  /** Whether the thing of that kind and name is meant. */
  public boolean includes(Kind otherKind, String otherName) {
    return kind == otherKind
        && (isPrefix ? otherName.startsWith(name) : name.equals(ALL) || name.equals(otherName));
  }

  /** As people write it: a prefix with three dots. */
  @Override
  public String toString() {
    return isPrefix ? name + "..." : name;
  }
}
