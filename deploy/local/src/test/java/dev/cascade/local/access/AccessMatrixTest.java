package dev.cascade.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.platform.AclInstaller;
import dev.cascade.local.platform.KafkaBroker;
import dev.cascade.local.platform.Replication;
import dev.cascade.local.platform.SecuredPlatform;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.local.secrets.BrokerSecrets;
import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.access.Operation;
import dev.cascade.schemas.access.Principal;
import dev.cascade.schemas.access.Resource;
import dev.cascade.schemas.access.Resource.Kind;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every user tries every operation on everything there is, at a real broker: what the rules list
 * works, and every other cell is denied.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessMatrixTest {

  private static final int AT_ONCE = 4;
  private static final int ENOUGH_FOR_EACH_PARTITION = 40;

  /** What is tried on each kind of thing. */
  private static final Map<Kind, List<Operation>> TRIED =
      Map.of(
          Kind.TOPIC,
          List.of(
              Operation.READ,
              Operation.WRITE,
              Operation.CREATE,
              Operation.DELETE,
              Operation.ALTER,
              Operation.DESCRIBE,
              Operation.DESCRIBE_CONFIGS,
              Operation.ALTER_CONFIGS),
          Kind.GROUP,
          List.of(Operation.READ, Operation.DESCRIBE, Operation.DELETE),
          Kind.TRANSACTIONAL_ID,
          List.of(Operation.WRITE, Operation.DESCRIBE),
          Kind.CLUSTER,
          List.of(
              Operation.DESCRIBE,
              Operation.ALTER,
              Operation.DESCRIBE_CONFIGS,
              Operation.ALTER_CONFIGS,
              Operation.CLUSTER_ACTION));

  private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
  private static final AccessRules RULES = AccessRules.of(CATALOGUE);
  private static final Things THINGS = Things.of(CATALOGUE, RULES);

  /** One who is known and to whom nothing was granted is the last. */
  private static final List<String> USERS =
      Stream.concat(
              RULES.principals().stream().map(Principal::name), Stream.of(SecuredPlatform.NEWCOMER))
          .toList();

  private static final KafkaBroker BROKER = SecuredPlatform.broker();

  @BeforeAll
  static void start() throws Exception {
    new AclInstaller(BROKER.client(BrokerSecrets.OWNER)).install(RULES);
    fill();
  }

  private static void fill() throws Exception {
    Map<String, Object> owner = BROKER.client(BrokerSecrets.OWNER);
    try (Admin admin = Admin.create(owner);
        KafkaProducer<byte[], byte[]> producer = RecordAttempts.producer(owner)) {
      List<String> others = new ArrayList<>(THINGS.topicsToCreate());
      CATALOGUE.topics().forEach(topic -> others.remove(topic.name()));
      new TopicInstaller(owner, Replication.ofTheBroker()).install(CATALOGUE);
      admin
          .createTopics(others.stream().map(it -> new NewTopic(it, 1, (short) 1)).toList())
          .all()
          .get();
      for (String topic : THINGS.topicsToCreate()) {
        producer.send(new ProducerRecord<>(topic, 0, new byte[] {1}, new byte[] {1}));
      }
      producer.flush();
      // One call for each: of several ids in one, Kafka's client fences one in a second.
      KafkaFuture.allOf(
              IntStream.range(0, ENOUGH_FOR_EACH_PARTITION)
                  .mapToObj(number -> admin.fenceProducers(List.of("filling-" + number)).all())
                  .toArray(KafkaFuture<?>[]::new))
          .get();
      for (int number = 0; number < ENOUGH_FOR_EACH_PARTITION; number++) {
        admin
            .alterConsumerGroupOffsets(
                "filling-" + number,
                Map.of(new TopicPartition(Things.STRANGER, 0), new OffsetAndMetadata(0)))
            .all()
            .get();
      }
    }
  }

  @Test
  @Order(1)
  void whatIsListedWorksAndEveryOtherCellIsDenied() throws Exception {
    Map<String, Set<Cell>> done =
        byUser(
            USERS,
            user -> {
              Map<String, Object> client = BROKER.client(user);
              try (Admin admin = Admin.create(client)) {
                Set<Cell> cells = new HashSet<>(new AdminAttempts(admin, THINGS).all());
                cells.addAll(new RecordAttempts(client, THINGS).all());
                return cells;
              }
            });

    USERS.forEach(user ->
        assertThat(done.get(user))
            .as("what " + user + " can do")
            .containsExactlyInAnyOrderElementsOf(expected(user)));
    assertThat(expected(SecuredPlatform.NEWCOMER)).isEmpty();
  }

  /** The last one: what can be deleted is gone then. */
  @Test
  @Order(2)
  void onlyAnApplicationDeletesTopicsAndOnlyThoseThatItRepartitionsBy() throws Exception {
    Map<Boolean, List<String>> deleting =
        USERS.stream().collect(Collectors.partitioningBy(user -> !deletable(user).isEmpty()));
    Map<String, Set<Cell>> done = new TreeMap<>();
    // Those who can come last: for the others, all topics must be there still.
    for (boolean canDelete : List.of(false, true)) {
      done.putAll(
          byUser(
              deleting.get(canDelete),
              user -> {
                try (Admin admin = Admin.create(BROKER.client(user))) {
                  return new AdminAttempts(admin, THINGS).deletions();
                }
              }));
    }

    USERS.forEach(user ->
        assertThat(done.get(user))
            .as("what " + user + " can delete")
            .extracting(Cell::name)
            .containsExactlyInAnyOrderElementsOf(deletable(user)));
  }

  private static List<String> deletable(String user) {
    return RULES.principals().stream()
        .filter(principal -> principal.name().equals(user))
        .flatMap(principal -> principal.repartitions().stream())
        .toList();
  }

  private interface Attempt {
    Set<Cell> by(String user) throws Exception;
  }

  private static Map<String, Set<Cell>> byUser(List<String> users, Attempt attempt)
      throws Exception {
    Map<String, Set<Cell>> done = new TreeMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      Map<String, Future<Set<Cell>>> running = new TreeMap<>();
      for (String user : users) {
        Callable<Set<Cell>> task = () -> attempt.by(user);
        running.put(user, threads.submit(task));
      }
      for (Map.Entry<String, Future<Set<Cell>>> each : running.entrySet()) {
        done.put(each.getKey(), each.getValue().get());
      }
    }
    return done;
  }

  private static List<Cell> expected(String principal) {
    List<Cell> cells = new ArrayList<>();
    TRIED.forEach((kind, operations) ->
        operations.forEach(operation ->
            names(kind).stream()
                .filter(name -> isListed(principal, operation, kind, name))
                .forEach(name -> cells.add(new Cell(operation, kind, name)))));
    return cells;
  }

  private static boolean isListed(String principal, Operation operation, Kind kind, String name) {
    boolean listed = RULES.permits(principal, operation, kind, name);
    // Kafka takes markers from whoever may change the cluster, too (KIP-664).
    return operation == Operation.CLUSTER_ACTION
        ? listed || RULES.permits(principal, Operation.ALTER, kind, name)
        : listed;
  }

  private static List<String> names(Kind kind) {
    return switch (kind) {
      case TOPIC -> THINGS.topics();
      case GROUP -> THINGS.groups();
      case TRANSACTIONAL_ID -> THINGS.transactionalIds();
      case CLUSTER -> List.of(Resource.cluster().name());
    };
  }
}
