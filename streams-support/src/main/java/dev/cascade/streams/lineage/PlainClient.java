package dev.cascade.streams.lineage;

import java.util.Set;

/**
 * A producer or consumer that is no Streams application. Whoever makes one produces a CDI bean of
 * this type beside it; the layout rules of test-support fail a class that does not.
 *
 * @param name unique within the service
 * @param kind what it mainly is
 * @param reads topics that it reads
 * @param writes topics that it writes
 */
public record PlainClient(String name, Kind kind, Set<String> reads, Set<String> writes) {

  /** What a client mainly is. */
  public enum Kind {
    /** It writes what it is given. */
    PRODUCER,
    /** It reads, and may write what follows. */
    CONSUMER
  }

  /** Takes copies. */
  public PlainClient {
    reads = Set.copyOf(reads);
    writes = Set.copyOf(writes);
  }

  /** A producer of these topics. */
  public static PlainClient producer(String name, String... writes) {
    return new PlainClient(name, Kind.PRODUCER, Set.of(), Set.of(writes));
  }

  /** A consumer of these topics. */
  public static PlainClient consumer(String name, String... reads) {
    return new PlainClient(name, Kind.CONSUMER, Set.of(reads), Set.of());
  }

  /** The same client, which writes these topics as well. */
  public PlainClient writing(String... topics) {
    return new PlainClient(name, kind, reads, Set.of(topics));
  }
}
