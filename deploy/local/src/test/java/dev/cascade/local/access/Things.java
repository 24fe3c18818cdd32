package dev.cascade.local.access;

import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the matrix is walked over: all that the rules name, an example for each prefix, and a
 * stranger of each kind.
 *
 * @param topics that there are
 * @param groups that there may be
 * @param transactionalIds that there may be
 */
record Things(List<String> topics, List<String> groups, List<String> transactionalIds) {

  /** A name that no rule knows. */
  static final String STRANGER = "stranger";

  /** Kafka makes them itself, and lets nobody create them. */
  static final Set<String> KAFKAS_OWN = Set.of("__transaction_state", "__consumer_offsets");

  static Things of(TopicCatalogue catalogue, AccessRules rules) {
    List<String> applications =
        rules.principals().stream().flatMap(it -> it.applications().stream()).toList();
    List<String> groups =
        rules.principals().stream().flatMap(it -> it.transactions().stream()).toList();
    return new Things(
        all(
            catalogue.topics().stream().map(TopicDefinition::name),
            applications.stream().map(it -> it + "-some-changelog"),
            rules.principals().stream().flatMap(it -> it.repartitions().stream()),
            Stream.of(STRANGER),
            KAFKAS_OWN.stream()),
        all(applications.stream(), groups.stream(), Stream.of(STRANGER)),
        all(
            applications.stream().map(it -> it + "-some-process-1"),
            groups.stream().map(it -> it + "-1"),
            Stream.of("dead-letter-desk", STRANGER)));
  }

  /** Those that a test creates. */
  List<String> topicsToCreate() {
    return topics.stream().filter(topic -> !KAFKAS_OWN.contains(topic)).toList();
  }

  @SafeVarargs
  private static List<String> all(Stream<String>... names) {
    return Stream.of(names).flatMap(some -> some).toList();
  }
}
