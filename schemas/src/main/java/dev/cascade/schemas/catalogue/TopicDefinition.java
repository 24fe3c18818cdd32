package dev.cascade.schemas.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the catalogue.
 *
 * @param name plural kebab-case, unique
 * @param key what the key says, such as {@code order id}; decides the partition count
 * @param value simple name of the Avro record, or null where the value is raw bytes
 * @param owner the only writer; for {@code order-validations}, one writer for each rule
 * @param cleanup Kafka's {@code cleanup.policy}: {@code delete} or {@code compact}
 * @param retention how long records stay, null for a compacted topic
 * @param mostBytes how much of each partition stays at most, null where only time bounds it
 * @param readers the services whose work depends on it, {@code outside} when no service's does but
 *     people or other systems read it, null when nobody's does
 * @param lookers services beyond those that read it when somebody asks, null when there are none
 * @param purpose one line for the documentation table
 * @param partitions how many partitions the topic is created with
 */
public record TopicDefinition(
    String name,
    String key,
    @Nullable String value,
    String owner,
    String cleanup,
    @Nullable Duration retention,
    @Nullable Long mostBytes,
    @Nullable String readers,
    @Nullable String lookers,
    String purpose,
    int partitions) {

  private static final String OUTSIDE = "outside";

  /** A dead letter is the largest record of another topic, and says why it is one. */
  private static final int MOST_RAW_BYTES = 2 * 1024 * 1024;

  /** Kafka deletes whole segments, and never the one that is written. */
  private static final int SEGMENTS_OF_MOST_BYTES = 4;

  @JsonCreator
  static TopicDefinition of(
      @JsonProperty("name") String name,
      @JsonProperty("key") String key,
      @JsonProperty("value") @Nullable String value,
      @JsonProperty("owner") String owner,
      @JsonProperty("cleanup") String cleanup,
      @JsonProperty("retention") @Nullable String retention,
      @JsonProperty("mostBytes") @Nullable Long mostBytes,
      @JsonProperty("readers") @Nullable String readers,
      @JsonProperty("lookers") @Nullable String lookers,
      @JsonProperty("purpose") String purpose) {
    Duration kept = retention == null ? null : Duration.parse(retention);
    return new TopicDefinition(
        name, key, value, owner, cleanup, kept, mostBytes, readers, lookers, purpose, 0);
  }

  TopicDefinition withPartitions(int count) {
    return new TopicDefinition(
        name, key, value, owner, cleanup, retention, mostBytes, readers, lookers, purpose, count);
  }

  /** The schema of the values, empty where they are raw bytes. */
  public Optional<Schema> valueSchema() {
    return Optional.ofNullable(value).map(TopicDefinition::schemaOf);
  }

  /** Whether no service reads it: it is for people or other systems. */
  public boolean isForOutsiders() {
    return OUTSIDE.equals(readers);
  }

  /** Whether no service writes it, but another system does. */
  public boolean isFromOutside() {
    return OUTSIDE.equals(owner);
  }

  /** The services that write it; none when it comes from outside. */
  public Set<String> owners() {
    return services(owner);
  }

  /** The services whose work depends on it. */
  public Set<String> dependents() {
    return services(readers);
  }

  /** The services that read it only when somebody asks. */
  public Set<String> onDemand() {
    return services(lookers);
  }

  private static Set<String> services(@Nullable String names) {
    return names == null || names.equals(OUTSIDE)
        ? Set.of()
        : new TreeSet<>(Arrays.asList(names.split(", ")));
  }

  /** The registry subject of the values: topic name strategy. */
  public String valueSubject() {
    return name + "-value";
  }

  /** The topic-level configuration that the topic is created with. */
  public Map<String, String> configuration() {
    Map<String, String> configuration = new TreeMap<>();
    configuration.put("cleanup.policy", cleanup);
    if (retention != null) {
      configuration.put("retention.ms", Long.toString(retention.toMillis()));
    }
    if (mostBytes != null) {
      configuration.put("retention.bytes", Long.toString(mostBytes));
      configuration.put("segment.bytes", Long.toString(mostBytes / SEGMENTS_OF_MOST_BYTES));
    }
    if (value == null) {
      configuration.put("max.message.bytes", Integer.toString(MOST_RAW_BYTES));
      // A letter is kept from when it was written, however old its record is, and found by that.
      configuration.put("message.timestamp.type", "LogAppendTime");
    }
    return configuration;
  }

  private static Schema schemaOf(String simpleName) {
    String className = "dev.cascade.schemas." + simpleName;
    try {
      return SpecificData.get().getSchema(Class.forName(className));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The catalogue names " + className + ", no such record", e);
    }
  }
}
