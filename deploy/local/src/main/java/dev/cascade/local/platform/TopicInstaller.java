package dev.cascade.local.platform;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Creates the topics of the catalogue; those that are there already stay as they are. */
public final class TopicInstaller {

  /**
   * What an installation did.
   *
   * @param created the names of the topics that were missing
   * @param differences sentences about topics that exist and are not as the catalogue says
   * @param unfit those of the differences with which the services cannot do their work
   */
  public record Report(List<String> created, List<String> differences, List<String> unfit) {}

  /** For each question, unless the client has a bound of its own. */
  private static final int API_TIMEOUT_MILLIS = 30_000;

  private final Map<String, Object> client;
  private final Replication replication;

  /** Works on the cluster that these servers belong to, with its defaults for replication. */
  public TopicInstaller(String bootstrapServers) {
    this(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
        Replication.ofTheBroker());
  }

  /**
   * Works on a cluster of several brokers.
   *
   * @param client how Kafka's admin client gets there
   * @param replication what new topics are created with
   */
  public TopicInstaller(Map<String, Object> client, Replication replication) {
    Map<String, Object> bounded = new HashMap<>(client);
    bounded.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    this.client = Map.copyOf(bounded);
    this.replication = replication;
  }

  /**
   * Creates what is missing.
   *
   * @throws ServerFailedException when the broker cannot be asked or refuses
   */
  public Report install(TopicCatalogue catalogue) {
    try (Admin admin = Admin.create(client)) {
      Set<String> present = admin.listTopics().names().get();
      List<TopicDefinition> missing = without(catalogue, present);
      admin.createTopics(missing.stream().map(this::newTopic).toList()).all().get();
      TopicCatalogue kept =
          new TopicCatalogue(
              catalogue.topics().stream().filter(topic -> present.contains(topic.name())).toList());
      return report(admin, kept, missing.stream().map(TopicDefinition::name).toList());
    } catch (ExecutionException e) {
      throw new ServerFailedException("The topics cannot be created: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("Interrupted while creating topics", e);
    }
  }

  private static List<TopicDefinition> without(TopicCatalogue catalogue, Set<String> present) {
    return catalogue.topics().stream().filter(topic -> !present.contains(topic.name())).toList();
  }

  private NewTopic newTopic(TopicDefinition topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), replication.factor())
        .configs(replication.with(topic.configuration()));
  }

  private Report report(Admin admin, TopicCatalogue catalogue, List<String> created)
      throws ExecutionException, InterruptedException {
    List<String> names = catalogue.topics().stream().map(TopicDefinition::name).toList();
    List<String> unfit = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    admin
        .describeTopics(names)
        .allTopicNames()
        .get()
        .forEach((name, present) -> {
          partitionDifference(catalogue.topic(name), present).ifPresent(unfit::add);
          replication.difference(present).ifPresent(differences::add);
        });
    admin
        .describeConfigs(names.stream().map(TopicInstaller::resource).toList())
        .all()
        .get()
        .forEach((resource, present) -> {
          TopicDefinition topic = catalogue.topic(resource.name());
          cleanupDifference(topic, present).forEach(unfit::add);
          otherDifferences(topic, present).forEach(differences::add);
        });
    differences.addAll(0, unfit);
    return new Report(created, differences, unfit);
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static Optional<String> partitionDifference(
      TopicDefinition topic, TopicDescription present) {
    int count = present.partitions().size();
    return count == topic.partitions()
        ? Optional.empty()
        : Optional.of(
            "Topic %s has %d partitions, the catalogue says %d"
                .formatted(topic.name(), count, topic.partitions()));
  }

  private static Stream<String> cleanupDifference(TopicDefinition topic, Config present) {
    return differences(topic, present, TopicConfig.CLEANUP_POLICY_CONFIG::equals);
  }

  private static Stream<String> otherDifferences(TopicDefinition topic, Config present) {
    return differences(topic, present, key -> !key.equals(TopicConfig.CLEANUP_POLICY_CONFIG));
  }

  private static Stream<String> differences(
      TopicDefinition topic, Config present, Predicate<String> keys) {
    return topic.configuration().entrySet().stream()
        .filter(wanted -> keys.test(wanted.getKey()))
        .filter(wanted -> !wanted.getValue().equals(present.get(wanted.getKey()).value()))
        .map(wanted ->
            "Topic %s has %s=%s, the catalogue says %s"
                .formatted(
                    topic.name(),
                    wanted.getKey(),
                    present.get(wanted.getKey()).value(),
                    wanted.getValue()));
  }
}
