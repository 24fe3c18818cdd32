package dev.cascade.email.domain;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which topic the requests of a level go to; a level without one gets no mail. */
public final class Destinations {

  private final Map<CustomerLevel, String> topics;

  private Destinations(Map<CustomerLevel, String> topics) {
    this.topics = topics;
  }

  /**
   * @param mailed levels that this service mails
   * @param mailTopic where their requests go
   * @param others topics of further levels, for somebody else to act on
   * @throws IllegalArgumentException when a level is both mailed here and routed elsewhere
   */
  public static Destinations of(
      Set<CustomerLevel> mailed, String mailTopic, Map<CustomerLevel, String> others) {
    Map<CustomerLevel, String> topics = new EnumMap<>(CustomerLevel.class);
    topics.putAll(others);
    for (CustomerLevel level : mailed) {
      String other = topics.put(level, mailTopic);
      if (other != null) {
        throw new IllegalArgumentException(
            "Level " + level + " is mailed, it cannot also be routed to topic " + other);
      }
    }
    return new Destinations(topics);
  }

  /** The level's topic, empty when nobody wants to know of it. */
  public Optional<String> of(CustomerLevel level) {
    return Optional.ofNullable(topics.get(level));
  }

  /** All topics that requests go to. */
  public Set<String> topics() {
    return Set.copyOf(topics.values());
  }
}
