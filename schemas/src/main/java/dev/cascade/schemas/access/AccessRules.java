package dev.cascade.schemas.access;

import static dev.cascade.schemas.access.Resource.Kind.GROUP;
import static dev.cascade.schemas.access.Resource.Kind.TOPIC;
import static dev.cascade.schemas.access.Resource.Kind.TRANSACTIONAL_ID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may do what at the brokers. Nothing else is permitted to anybody but the brokers' owner.
 *
 * @param principals in the order of the documentation
 * @param grants each once
 */
public record AccessRules(List<Principal> principals, Set<Grant> grants) {

  private record PrincipalsFile(@JsonProperty("principals") List<Principal> principals) {}

  /** Copies of what is given. */
  public AccessRules {
    principals = List.copyOf(principals);
    grants = new LinkedHashSet<>(grants);
  }

  /** The rules of this catalogue and of {@code principals.json} on the class path. */
  public static AccessRules of(TopicCatalogue catalogue) {
    try (InputStream json = AccessRules.class.getResourceAsStream("principals.json")) {
      List<Principal> principals =
          new ObjectMapper().readValue(json, PrincipalsFile.class).principals();
      return new AccessRules(
          principals,
          principals.stream()
              .flatMap(principal -> grants(principal, catalogue, principals))
              .collect(Collectors.toCollection(LinkedHashSet::new)));
    } catch (IOException e) {
      throw new UncheckedIOException("The list of principals cannot be read", e);
    }
  }

  /** Whether a principal may do that to the thing of that kind and name. */
  public boolean permits(String principal, Operation operation, Resource.Kind kind, String name) {
    return grants.stream()
        .anyMatch(
            grant -> grant.principal().equals(principal) && grant.permits(operation, kind, name));
  }

  /** What a principal may do. */
  public List<Grant> of(Principal principal) {
    return grants.stream().filter(grant -> grant.principal().equals(principal.name())).toList();
  }

  private static Stream<Grant> grants(
      Principal principal, TopicCatalogue catalogue, List<Principal> everybody) {
    return switch (principal.role()) {
      case SERVICE -> new ServiceGrants(principal, catalogue).all();
      case WATCHER ->
          Stream.concat(
              onTopics(principal, catalogue, _ -> true, Operation.READ),
              everybody.stream().flatMap(service -> seen(principal, service)));
      case READER -> onTopics(principal, catalogue, _ -> true, Operation.READ);
      case FEED -> onTopics(principal, catalogue, TopicDefinition::isFromOutside, Operation.WRITE);
      case INSTALLER -> ofInstaller(principal, catalogue);
      case REPAIR -> ofRepair(principal);
    };
  }

  private static Stream<Grant> onTopics(
      Principal principal,
      TopicCatalogue catalogue,
      Predicate<TopicDefinition> which,
      Operation... operations) {
    return catalogue.topics().stream()
        .filter(which)
        .flatMap(topic ->
            Stream.of(operations)
                .map(operation ->
                    new Grant(principal.name(), operation, Resource.one(TOPIC, topic.name()))));
  }

  /** How far a service's groups are, on its internal topics too. */
  private static Stream<Grant> seen(Principal watcher, Principal service) {
    return Stream.concat(
            service.applications().stream()
                .flatMap(application ->
                    Stream.of(
                        Resource.one(GROUP, application),
                        Resource.startingWith(TOPIC, application + "-"))),
            service.transactions().stream().map(group -> Resource.one(GROUP, group)))
        .map(resource -> new Grant(watcher.name(), Operation.DESCRIBE, resource));
  }

  /** Whoever decides about rights can give himself any; this user is for installing only. */
  private static Stream<Grant> ofInstaller(Principal principal, TopicCatalogue catalogue) {
    return Stream.concat(
        onTopics(
            principal,
            catalogue,
            _ -> true,
            Operation.CREATE,
            Operation.DESCRIBE,
            Operation.DESCRIBE_CONFIGS),
        Stream.of(new Grant(principal.name(), Operation.ALTER, Resource.cluster())));
  }

  private static Stream<Grant> ofRepair(Principal principal) {
    return Stream.of(
        new Grant(principal.name(), Operation.READ, Resource.every(TOPIC)),
        new Grant(principal.name(), Operation.DESCRIBE, Resource.every(TRANSACTIONAL_ID)),
        new Grant(principal.name(), Operation.CLUSTER_ACTION, Resource.cluster()));
  }
}
