package dev.cascade.local.access;

import static dev.cascade.local.access.Cell.noteIf;
import static dev.cascade.local.access.Cell.worked;
import static java.util.stream.Collectors.toMap;

import dev.cascade.schemas.access.Operation;
import dev.cascade.schemas.access.Resource;
import dev.cascade.schemas.access.Resource.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** What a user tries by an admin client, each thing for real, none that would change the broker. */
record AdminAttempts(Admin admin, Things things) {

  private static final int MORE = 100;

  /** All that worked, but for deleting topics. */
  Set<Cell> all() {
    Set<Cell> done = new HashSet<>();
    onTopics(done);
    onConfigurations(done);
    onGroups(done);
    onTransactionalIds(done);
    onCluster(done);
    return done;
  }

  private void onTopics(Set<Cell> done) {
    each(admin.describeTopics(things.topics()).topicNameValues())
        .forEach(
            (topic, answer) -> noteIf(worked(answer), done, Operation.DESCRIBE, Kind.TOPIC, topic));
    Collection<NewTopic> topics =
        things.topicsToCreate().stream().map(it -> new NewTopic(it, 1, (short) 1)).toList();
    each(admin.createTopics(topics, new CreateTopicsOptions().validateOnly(true)).values())
        .forEach((topic, answer) ->
            noteIf(
                worked(answer, TopicExistsException.class),
                done,
                Operation.CREATE,
                Kind.TOPIC,
                topic));
    Map<String, NewPartitions> more =
        things.topics().stream().collect(toMap(it -> it, _ -> NewPartitions.increaseTo(MORE)));
    each(admin.createPartitions(more, new CreatePartitionsOptions().validateOnly(true)).values())
        .forEach(
            (topic, answer) -> noteIf(worked(answer), done, Operation.ALTER, Kind.TOPIC, topic));
    Map<TopicPartition, RecordsToDelete> none =
        things.topicsToCreate().stream()
            .collect(toMap(it -> new TopicPartition(it, 0), _ -> RecordsToDelete.beforeOffset(0)));
    each(admin.deleteRecords(none).lowWatermarks())
        .forEach((partition, answer) ->
            noteIf(worked(answer), done, Operation.DELETE, Kind.TOPIC, partition.topic()));
  }

  private void onConfigurations(Set<Cell> done) {
    List<ConfigResource> resources =
        things.topics().stream()
            .map(it -> new ConfigResource(ConfigResource.Type.TOPIC, it))
            .toList();
    each(admin.describeConfigs(resources).values())
        .forEach((resource, answer) ->
            noteIf(worked(answer), done, Operation.DESCRIBE_CONFIGS, Kind.TOPIC, resource.name()));
    Map<ConfigResource, Collection<AlterConfigOp>> changes =
        resources.stream().collect(toMap(it -> it, _ -> List.of(change("retention.ms"))));
    each(admin.incrementalAlterConfigs(changes, validateOnly()).values())
        .forEach((resource, answer) ->
            noteIf(worked(answer), done, Operation.ALTER_CONFIGS, Kind.TOPIC, resource.name()));
  }

  private void onGroups(Set<Cell> done) {
    things
        .groups()
        .forEach(group -> {
          noteIf(
              worked(
                  admin
                      .listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
                      .all(),
                  GroupIdNotFoundException.class),
              done,
              Operation.DESCRIBE,
              Kind.GROUP,
              group);
          noteIf(
              worked(
                  admin
                      .removeMembersFromConsumerGroup(
                          group,
                          new RemoveMembersFromConsumerGroupOptions(
                              Set.of(new MemberToRemove("nobody"))))
                      .all(),
                  UnknownMemberIdException.class,
                  GroupIdNotFoundException.class),
              done,
              Operation.READ,
              Kind.GROUP,
              group);
          noteIf(
              worked(
                  admin.deleteConsumerGroups(List.of(group)).all(), GroupIdNotFoundException.class),
              done,
              Operation.DELETE,
              Kind.GROUP,
              group);
        });
  }

  private void onTransactionalIds(Set<Cell> done) {
    things
        .transactionalIds()
        .forEach(id -> {
          noteIf(
              worked(
                  admin.describeTransactions(List.of(id)).description(id),
                  TransactionalIdNotFoundException.class),
              done,
              Operation.DESCRIBE,
              Kind.TRANSACTIONAL_ID,
              id);
          noteIf(
              worked(admin.fenceProducers(List.of(id)).all()),
              done,
              Operation.WRITE,
              Kind.TRANSACTIONAL_ID,
              id);
        });
  }

  private void onCluster(Set<Cell> done) {
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
    onCluster(done, Operation.DESCRIBE, admin.describeAcls(AclBindingFilter.ANY).values());
    onCluster(
        done,
        Operation.ALTER,
        admin
            .alterUserScramCredentials(
                List.of(new UserScramCredentialDeletion("nobody", ScramMechanism.SCRAM_SHA_512)))
            .all());
    onCluster(done, Operation.DESCRIBE_CONFIGS, admin.describeConfigs(List.of(broker)).all());
    onCluster(
        done,
        Operation.ALTER_CONFIGS,
        admin
            .incrementalAlterConfigs(
                Map.of(broker, List.of(change("log.cleaner.backoff.ms"))), validateOnly())
            .all());
    onCluster(
        done,
        Operation.CLUSTER_ACTION,
        admin
            .abortTransaction(
                new AbortTransactionSpec(
                    new TopicPartition(described(done), 0), Long.MAX_VALUE, (short) 0, 0))
            .all());
  }

  /**
   * Of one that he does not see, the leader would be refused him first; who sees none is refused
   * all the same.
   */
  private static String described(Set<Cell> done) {
    return done.stream()
        .filter(cell -> cell.operation() == Operation.DESCRIBE && cell.kind() == Kind.TOPIC)
        .map(Cell::name)
        .filter(topic -> !Things.KAFKAS_OWN.contains(topic))
        .findFirst()
        .orElse(Things.STRANGER);
  }

  private static void onCluster(Set<Cell> done, Operation operation, KafkaFuture<?> answer) {
    noteIf(
        worked(answer, ResourceNotFoundException.class),
        done,
        operation,
        Kind.CLUSTER,
        Resource.cluster().name());
  }

  /** The topics that could be deleted; they are gone then. */
  Set<Cell> deletions() {
    Set<Cell> done = new HashSet<>();
    each(admin.deleteTopics(things.topics()).topicNameValues())
        .forEach((topic, answer) ->
            noteIf(
                worked(answer, InvalidTopicException.class),
                done,
                Operation.DELETE,
                Kind.TOPIC,
                topic));
    return done;
  }

  private static AlterConfigOp change(String key) {
    return new AlterConfigOp(new ConfigEntry(key, "1000"), AlterConfigOp.OpType.SET);
  }

  private static AlterConfigsOptions validateOnly() {
    return new AlterConfigsOptions().validateOnly(true);
  }

  private static <K> Map<K, ? extends KafkaFuture<?>> each(
      Map<K, ? extends KafkaFuture<?>> answers) {
    return answers;
  }
}
