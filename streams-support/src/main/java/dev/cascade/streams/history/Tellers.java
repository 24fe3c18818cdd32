package dev.cascade.streams.history;

import dev.cascade.streams.serde.RegistryUnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the records of several topics. One that cannot be read is told as such: it is there, and
 * what comes after it is told as well.
 */
public final class Tellers {

  private final Map<String, Teller<?>> byTopic = new HashMap<>();
  private final List<String> topics;

  /** Tells by these, one for each topic, in the order in which things usually happen. */
  public Tellers(List<Teller<?>> tellers) {
    tellers.forEach(teller -> byTopic.put(teller.topic(), teller));
    topics = tellers.stream().<String>map(Teller::topic).toList();
  }

  /** The topics, in the order in which things usually happen. */
  public List<String> topics() {
    return topics;
  }

  /**
   * The value of a record, as its topic's values are; empty for a tombstone and for what cannot be
   * read.
   *
   * @throws RegistryUnavailableException when nobody can say what the record is
   */
  public <V> Optional<V> value(PastRecord record, Class<V> type) {
    try {
      return Optional.ofNullable(decoded(teller(record), record)).map(type::cast);
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }

  /**
   * What the record says.
   *
   * @throws RegistryUnavailableException when nobody can say what the record is
   */
  public Told told(PastRecord record) {
    return told(teller(record), record);
  }

  private static <V> Told told(Teller<V> teller, PastRecord record) {
    try {
      V value = decoded(teller, record);
      return value == null
          ? new Told(teller.owner(), "tombstone", Map.of())
          : teller.words().apply(value);
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException e) {
      return new Told("unknown", "a record that cannot be read", Map.of());
    }
  }

  private static <V> @Nullable V decoded(Teller<V> teller, PastRecord record) {
    return teller.values().deserialize(record.topic(), record.value());
  }

  private Teller<?> teller(PastRecord record) {
    Teller<?> teller = byTopic.get(record.topic());
    if (teller == null) {
      throw new IllegalArgumentException("Nobody tells the records of " + record.topic());
    }
    return teller;
  }
}
