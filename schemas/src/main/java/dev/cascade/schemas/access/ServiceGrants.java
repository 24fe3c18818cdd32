package dev.cascade.schemas.access;

import static dev.cascade.schemas.access.Resource.Kind.GROUP;
import static dev.cascade.schemas.access.Resource.Kind.TOPIC;
import static dev.cascade.schemas.access.Resource.Kind.TRANSACTIONAL_ID;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.util.stream.Stream;

/** The rights of a service. */
final class ServiceGrants {

  /** All desks of all services share it (ADR 12). */
  private static final String DESK = "dead-letter-desk";

  /** Where the watchdog reads how a transaction that hangs has ended. */
  private static final String TRANSACTIONS = "__transaction_state";

  private final Principal principal;
  private final TopicCatalogue catalogue;

  ServiceGrants(Principal principal, TopicCatalogue catalogue) {
    this.principal = principal;
    this.catalogue = catalogue;
  }

  Stream<Grant> all() {
    return Stream.of(
            catalogue.topics().stream().flatMap(this::onTopic),
            principal.applications().stream().flatMap(this::onApplication),
            principal.repartitions().stream()
                .map(topic -> may(Operation.DELETE, Resource.one(TOPIC, topic))),
            principal.transactions().stream().flatMap(this::onTransactions),
            ofDeskAndWatchdog())
        .flatMap(grants -> grants);
  }

  private Stream<Grant> onTopic(TopicDefinition topic) {
    Resource resource = Resource.one(TOPIC, topic.name());
    Stream.Builder<Grant> grants = Stream.builder();
    if (isWritten(topic) || isReplayed(topic)) {
      grants.add(may(Operation.WRITE, resource));
    }
    if (isReplayed(topic) || topic.onDemand().contains(principal.service())) {
      grants.add(may(Operation.READ, resource));
    }
    return grants.build();
  }

  private boolean isWritten(TopicDefinition topic) {
    return topic.owners().contains(principal.service());
  }

  /** What a service works on can become a dead letter, which its desk puts back (ADR 12). */
  private boolean isReplayed(TopicDefinition topic) {
    return topic.dependents().contains(principal.service());
  }

  /** Streams names changelogs, repartition topics and transactional ids after the application. */
  private Stream<Grant> onApplication(String application) {
    Resource internal = Resource.startingWith(TOPIC, application + "-");
    return Stream.of(
        may(Operation.CREATE, internal),
        may(Operation.READ, internal),
        may(Operation.WRITE, internal),
        may(Operation.READ, Resource.one(GROUP, application)),
        may(Operation.WRITE, Resource.startingWith(TRANSACTIONAL_ID, application + "-")));
  }

  private Stream<Grant> onTransactions(String group) {
    return Stream.of(
        may(Operation.READ, Resource.one(GROUP, group)),
        may(Operation.WRITE, Resource.startingWith(TRANSACTIONAL_ID, group + "-")));
  }

  /** A watchdog that did not see all transactional ids would take living transactions for dead. */
  private Stream<Grant> ofDeskAndWatchdog() {
    return Stream.of(
        may(Operation.WRITE, Resource.one(TRANSACTIONAL_ID, DESK)),
        may(Operation.DESCRIBE, Resource.every(TRANSACTIONAL_ID)),
        may(Operation.READ, Resource.one(TOPIC, TRANSACTIONS)));
  }

  private Grant may(Operation operation, Resource resource) {
    return new Grant(principal.name(), operation, resource);
  }
}
