package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.access.Principal;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.SaidLineage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** What the running services say of themselves, against the topic catalogue and the broker. */
@SystemTest
class LineageTest {

  /** They read when somebody asks: that does not make a topic one that services depend on. */
  private static final Pattern ON_DEMAND = Pattern.compile(".*-(timeline|desk)");

  private static final Set<String> STREAMS = Set.of("decider", "views");

  private final Ecosystem ecosystem;
  private final Map<String, Set<String>> writers = new HashMap<>();
  private final Map<String, Set<String>> readers = new HashMap<>();
  private final Map<String, Set<String>> readersOnDemand = new HashMap<>();
  private final Set<String> applications = new TreeSet<>();
  private final Set<String> internal = new TreeSet<>();

  LineageTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    Ecosystem.SERVICES.forEach(this::ask);
  }

  @Test
  void everyTopicIsWrittenByItsOwnersAndByNobodyElse() {
    for (TopicDefinition topic : TopicCatalogue.load().topics()) {
      assertThat(writers.getOrDefault(topic.name(), Set.of()))
          .as("writers of " + topic.name())
          .containsExactlyInAnyOrderElementsOf(topic.owners());
    }
  }

  @Test
  void everyTopicIsReadUnlessItIsForOutsiders() {
    for (TopicDefinition topic : TopicCatalogue.load().topics()) {
      boolean depended = readers.containsKey(topic.name());
      if (topic.isForOutsiders()) {
        assertThat(depended).as("a service reads " + topic.name()).isFalse();
      } else {
        assertThat(depended || readersOnDemand.containsKey(topic.name()))
            .as("somebody reads " + topic.name())
            .isTrue();
      }
    }
  }

  /** What the brokers permit is derived from it: a reader too many is a right too many. */
  @Test
  void everyTopicIsReadByThoseWhomTheCatalogueNames() {
    for (TopicDefinition topic : TopicCatalogue.load().topics()) {
      Set<String> onDemand = new TreeSet<>(readersOnDemand.getOrDefault(topic.name(), Set.of()));
      onDemand.removeAll(topic.dependents());

      assertThat(readers.getOrDefault(topic.name(), Set.of()))
          .as("those whose work depends on " + topic.name())
          .containsExactlyInAnyOrderElementsOf(topic.dependents());
      assertThat(onDemand)
          .as("those who read " + topic.name() + " when somebody asks")
          .containsExactlyInAnyOrderElementsOf(topic.onDemand());
    }
  }

  @Test
  void thePrincipalsHaveTheApplicationsThatRunAndTheirRepartitionTopics() {
    List<Principal> principals = AccessRules.of(TopicCatalogue.load()).principals();

    assertThat(principals)
        .flatExtracting(Principal::applications)
        .containsExactlyInAnyOrderElementsOf(applications);
    assertThat(principals)
        .flatExtracting(Principal::repartitions)
        .containsExactlyInAnyOrderElementsOf(
            internal.stream().filter(topic -> topic.endsWith("-repartition")).toList());
  }

  @Test
  void noTopicIsReadOrWrittenThatTheCatalogueDoesNotName() {
    Set<String> named = new TreeSet<>(writers.keySet());
    named.addAll(readers.keySet());
    named.addAll(readersOnDemand.keySet());

    assertThat(TopicCatalogue.load().topics()).extracting(TopicDefinition::name).containsAll(named);
  }

  @Test
  void theInternalTopicsAreExactlyThoseAtTheBroker() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", ecosystem.bootstrapServers()))) {
      Set<String> existing = new TreeSet<>(admin.listTopics().names().get());
      existing.removeIf(topic -> !topic.endsWith("-changelog") && !topic.endsWith("-repartition"));

      assertThat(internal).containsExactlyElementsOf(existing);
    }
  }

  private void ask(String service) {
    JsonNode said = SaidLineage.of(ecosystem, service);
    String name = said.path("service").asText();
    for (JsonNode application : said.path("applications")) {
      assertThat(application.path("kind").asText())
          .isIn("decider", "views", "producer", "consumer");
      note(writers, application.path("writes"), name);
      if (STREAMS.contains(application.path("kind").asText())) {
        applications.add(application.path("name").asText());
      }
      boolean onDemand = ON_DEMAND.matcher(application.path("name").asText()).matches();
      note(onDemand ? readersOnDemand : readers, application.path("reads"), name);
      application.path("internal").forEach(topic -> internal.add(topic.asText()));
    }
  }

  private static void note(Map<String, Set<String>> all, JsonNode topics, String service) {
    topics.forEach(topic -> all.computeIfAbsent(topic.asText(), _ -> new TreeSet<>()).add(service));
  }
}
