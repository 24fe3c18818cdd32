package dev.cascade.local.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.run.ServiceDefinition;
import dev.cascade.local.shadow.ShadowedService.ShadowedApplication;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ShadowedServiceTest {

  private final TopicCatalogue catalogue = TopicCatalogue.load();

  @Test
  void eachServiceHasAShadowOrAReasonWhyNot() {
    assertThat(ShadowedService.load().keySet())
        .containsExactlyInAnyOrderElementsOf(
            ServiceDefinition.processing().stream().map(ServiceDefinition::name).toList());
    assertThat(ShadowedService.load().values())
        .allMatch(it -> (it.applications() == null) != (it.refused() == null));
  }

  @Test
  void itReadsAndWritesTopicsOfTheCatalogue() {
    ShadowedService.load()
        .forEach((service, shadowed) ->
            applications(shadowed)
                .forEach(application -> {
                  assertThat(application.reads()).allMatch(topic -> catalogue.topic(topic) != null);
                  application.writes().forEach(topic -> assertIsOf(service, topic));
                }));
  }

  private void assertIsOf(String service, ComparedTopic topic) {
    TopicDefinition definition = catalogue.topic(topic.topic());
    assertThat(definition.owners()).contains(service + "-service");
    if (definition.owners().size() > 1) {
      assertThat(topic.own()).as("what tells apart who writes " + topic.topic()).isNotEmpty();
    }
    Schema schema = definition.valueSchema().orElseThrow();
    List<String> fields = schema.getFields().stream().map(Schema.Field::name).toList();
    assertThat(fields)
        .containsAll(topic.ignored().stream().map(it -> it.replaceFirst("[.].*", "")).toList())
        .containsAll(topic.identity())
        .containsAll(topic.own().keySet());
  }

  @Test
  void whoHasNoneIsRefusedWithTheReason() {
    assertThatThrownBy(() -> ShadowedService.applicationsOf("email"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "email cannot have a shadow", "mail server", "fraud, inventory, payments");
    assertThatThrownBy(() -> ShadowedService.applicationsOf("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No service is called 'nobody'");
  }

  private static List<ShadowedApplication> applications(ShadowedService service) {
    return Stream.ofNullable(service.applications())
        .flatMap(List::stream)
        .filter(Objects::nonNull)
        .toList();
  }
}
