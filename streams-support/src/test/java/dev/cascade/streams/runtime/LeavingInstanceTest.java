package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.testing.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.KafkaStreams.State;
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
  private final RealApplication application = new RealApplication("leaving-" + id, topic);
  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));

  @BeforeEach
  void twoPartitions() throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
  }

  @AfterEach
  void stop() {
    application.close();
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

  private ManagedStreams started(String instance, String leaves) {
    ManagedStreams managed =
        application.instance(
            application.settings(
                Map.of(
                    "state-dir", folder.resolve(instance).toString(),
                    "instance-id", instance,
                    "session-timeout", SESSION,
                    "leave-at-stop", leaves)));
    managed.start();
    return managed;
  }
}
