package dev.cascade.schemas.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of the brokers.
 *
 * @param name the user's name, without Kafka's {@code User:}
 * @param role what decides about its rights
 * @param service the name of the service that it is, as topics name their owners; empty unless it
 *     is one
 * @param applications Kafka Streams applications, by application id
 * @param repartitions topics of the applications from which Streams deletes what is processed
 * @param transactions consumer groups of its own whose members write in transactions, without
 *     Streams
 * @param purpose one line for the documentation table
 */
public record Principal(
    String name,
    Role role,
    String service,
    List<String> applications,
    List<String> repartitions,
    List<String> transactions,
    String purpose) {

  /** What decides about rights. */
  public enum Role {
    /** A service: what the catalogue says that it writes and reads, and what is its own. */
    SERVICE,
    /** Reads every topic and sees how far the services are; changes nothing. */
    WATCHER,
    /** Reads every topic. */
    READER,
    /** Writes what comes from outside. */
    FEED,
    /** Creates topics, and decides about rights. */
    INSTALLER,
    /** Ends transactions that hang. */
    REPAIR
  }

  @JsonCreator
  static Principal of(
      @JsonProperty("name") String name,
      @JsonProperty("role") Role role,
      @JsonProperty("service") @Nullable String service,
      @JsonProperty("applications") @Nullable List<String> applications,
      @JsonProperty("repartitions") @Nullable List<String> repartitions,
      @JsonProperty("transactions") @Nullable List<String> transactions,
      @JsonProperty("purpose") String purpose) {
    return new Principal(
        name,
        role,
        service == null ? "" : service,
        copy(applications),
        copy(repartitions),
        copy(transactions),
        purpose);
  }

  private static List<String> copy(@Nullable List<String> names) {
    return names == null ? List.of() : List.copyOf(names);
  }
}
