package dev.cascade.streams.deadletter;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** What a failure comes from: Kafka Streams wraps what a serde, a store or a processor throws. */
public final class Causes {

  /** Two failures may name each other. */
  private static final int MOST = 100;

  private Causes() {}

  /** Whether the failure itself, or what it comes from, is of one of these kinds. */
  public static boolean include(Throwable failure, Class<?>... kinds) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MOST)
        .anyMatch(cause -> Arrays.stream(kinds).anyMatch(kind -> kind.isInstance(cause)));
  }
}
