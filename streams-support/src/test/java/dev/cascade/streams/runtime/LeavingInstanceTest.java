package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of an application share its tasks; one of them is told to stop. */
class LeavingInstanceTest {

  private static final Duration BOUND = Duration.ofSeconds(60);

  /** Nobody is missed within a test: only one who says that he goes is replaced. */
  private static final String SESSION = "15m";

  @TempDir Path folder;

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final String topic = "leaving-input-" + id;
  private final StreamsApplication application =
      StreamsApplication.views("leaving-" + id, "orders-dead-letters", this::topology);
  private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor();
  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));

  @BeforeEach
  void twoPartitions() throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
  }

  @AfterEach
  void stop() {
    restarts.shutdownNow();
    admin.close();
  }

  @Test
  void leavesItsTasksToTheOtherAtOnce() {
    ManagedStreams one = started("one", "true");
    ManagedStreams two = started("two", "true");
    try {
      awaitTasks(one, 1);
      awaitTasks(two, 1);

      one.close();

      awaitTasks(two, 2);
    } finally {
      one.close();
      two.close();
    }
  }

  @Test
  void staysAMemberWhereItIsToldSo() throws Exception {
    ManagedStreams only = started("only", "false");
    awaitTasks(only, 2);

    only.close();

    assertThat(
            admin
                .describeConsumerGroups(List.of(application.name()))
                .all()
                .get()
                .get(application.name())
                .members())
        .extracting(MemberDescription::groupInstanceId)
        .singleElement()
        .asString()
        .contains("only");
  }

  private static void awaitTasks(ManagedStreams managed, int count) {
    await()
        .atMost(BOUND)
        .until(() ->
            managed.state() == State.RUNNING
                && managed.client().metadataForLocalThreads().stream()
                        .mapToInt(thread -> thread.activeTasks().size())
                        .sum()
                    == count);
  }

  private Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.table(
        topic,
        Consumed.with(Serdes.String(), Serdes.String()).withName("input"),
        Materialized.as(Stores.persistentKeyValueStore("seen")));
    return builder.build();
  }

  private ManagedStreams started(String instance, String leaves) {
    StreamsSettings settings =
        SettingsOf.of(
            StreamsSettings.class,
            Map.of(
                "cascade.streams.bootstrap-servers",
                platform.bootstrapServers(),
                "cascade.streams.registry-url",
                platform.registryUrl(),
                "cascade.streams.state-dir",
                folder.resolve(instance).toString(),
                "cascade.streams.instance-id",
                instance,
                "cascade.streams.advertised-host",
                "localhost:1",
                "cascade.streams.session-timeout",
                SESSION,
                "cascade.streams.leave-at-stop",
                leaves));
    ManagedStreams managed =
        new ManagedStreams(
            application,
            StreamsProperties.of(application, settings),
            settings,
            restarts,
            new NoListener(),
            null);
    managed.start();
    return managed;
  }

  private static final class NoListener implements ManagedStreams.ClientListener {
    @Override
    public void starting(StreamsApplication application, KafkaStreams client) {}

    @Override
    public void closed(StreamsApplication application, KafkaStreams client) {}
  }
}
