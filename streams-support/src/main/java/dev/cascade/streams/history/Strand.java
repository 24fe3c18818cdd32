package dev.cascade.streams.history;

import java.util.function.Predicate;

/**
 * The records of one key in one topic. The key's partition is the one that Kafka's default
 * partitioner gives its UTF-8 bytes.
 *
 * @param topic where they are
 * @param key of all of them
 * @param wanted which of them are asked for; it is called for records with that key alone, and may
 *     be given bytes that nobody can read
 */
public record Strand(String topic, String key, Predicate<PastRecord> wanted) {

  /** All records of the key. */
  public Strand(String topic, String key) {
    this(topic, key, record -> true);
  }
}
