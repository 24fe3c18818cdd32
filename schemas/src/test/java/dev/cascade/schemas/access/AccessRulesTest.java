package dev.cascade.schemas.access;

import static dev.cascade.schemas.access.Resource.Kind.GROUP;
import static dev.cascade.schemas.access.Resource.Kind.TOPIC;
import static dev.cascade.schemas.access.Resource.Kind.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.schemas.catalogue.Topics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final AccessRules rules = AccessRules.of(catalogue);

  @Test
  void everyServiceOfTheCatalogueIsAPrincipalAndNoOtherIs() {
    Set<String> named =
        catalogue.topics().stream()
            .flatMap(topic ->
                Stream.of(topic.owners(), topic.dependents(), topic.onDemand())
                    .flatMap(Set::stream))
            .collect(Collectors.toSet());

    assertThat(rules.principals())
        .filteredOn(principal -> principal.role() == Principal.Role.SERVICE)
        .extracting(Principal::service)
        .containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void aTopicIsWrittenByItsOwnersAndByThoseWhoMayHaveToReplayWhatTheyRead() {
    for (TopicDefinition topic : catalogue.topics()) {
      Set<String> writers =
          Stream.of(topic.owners(), topic.dependents())
              .flatMap(Set::stream)
              .map(AccessRulesTest::principal)
              .collect(Collectors.toSet());
      if (topic.isFromOutside()) {
        writers.add("crm");
      }
      assertThat(whoMay(Operation.WRITE, topic.name()))
          .as(topic.name())
          .containsExactlyInAnyOrderElementsOf(writers);
    }
  }

  @Test
  void theThiefOfFraudNeitherMovesMoneyNorSeesIt() {
    assertThat(rules.permits("fraud", Operation.WRITE, TOPIC, Topics.ACCOUNT_BALANCES)).isFalse();
    assertThat(rules.permits("fraud", Operation.READ, TOPIC, Topics.PAYMENTS_INCOMING)).isFalse();
    assertThat(rules.permits("fraud", Operation.DESCRIBE, TOPIC, Topics.PAYMENTS_INCOMING))
        .isFalse();
    assertThat(rules.permits("fraud", Operation.WRITE, TRANSACTIONAL_ID, "payments-gate-x-1"))
        .isFalse();
    assertThat(rules.permits("fraud", Operation.READ, GROUP, "payments-gate")).isFalse();
  }

  @Test
  void whatIsPrivateToAnApplicationIsNobodyElses() {
    for (Principal service : rules.principals()) {
      for (String application : service.applications()) {
        assertThat(whoMay(Operation.WRITE, application + "-some-store-changelog"))
            .as(application)
            .containsExactly(service.name());
      }
    }
  }

  @Test
  void noTopicOfTheCatalogueIsMistakenForAnApplicationsOwn() {
    List<String> prefixes =
        rules.principals().stream()
            .flatMap(principal -> principal.applications().stream())
            .map(application -> application + "-")
            .toList();

    assertThat(catalogue.topics())
        .extracting(TopicDefinition::name)
        .noneMatch(topic -> prefixes.stream().anyMatch(topic::startsWith));
  }

  @Test
  void nobodyDeletesATopicOfTheCatalogueOrChangesItsConfiguration() {
    for (TopicDefinition topic : catalogue.topics()) {
      assertThat(whoMay(Operation.DELETE, topic.name())).isEmpty();
      assertThat(whoMay(Operation.ALTER_CONFIGS, topic.name())).isEmpty();
    }
  }

  @Test
  void whatIsDeletedFromRepartitionTopicsIsTheApplicationsOwn() {
    for (Principal service : rules.principals()) {
      assertThat(service.repartitions())
          .allMatch(topic -> service.applications().stream().anyMatch(topic::startsWith));
    }
  }

  private List<String> whoMay(Operation operation, String topic) {
    return rules.principals().stream()
        .map(Principal::name)
        .filter(name -> rules.permits(name, operation, TOPIC, topic))
        .toList();
  }

  private static String principal(String service) {
    return service.replace("-service", "");
  }
}
