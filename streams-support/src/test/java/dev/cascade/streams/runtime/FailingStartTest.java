package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.testing.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is to take the place of a failed one, and cannot be made. */
class FailingStartTest {

  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final String topic = "failing-start-" + id;
  private final RealApplication application = new RealApplication("failing-start-" + id, topic);
  private final AtomicInteger failures = new AtomicInteger();

  @BeforeEach
  void createTopic() {
    platform.createTopic(topic, 1);
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void isTriedUntilItWorks() {
    ManagedStreams managed = running();
    KafkaStreams first = managed.client();
    failures.set(2);

    managed.startAnew();

    await()
        .atMost(BOUND)
        .until(() -> managed.state() == State.RUNNING && managed.client() != first);
    assertThat(failures).hasValueLessThanOrEqualTo(0);
    assertThat(managed.cannotStart()).isFalse();
    managed.close();
  }

  @Test
  void isToldWhenItIsTriedAgainAndAgainInVain() {
    ManagedStreams managed = running();
    failures.set(Integer.MAX_VALUE);
    application.planNothing();

    for (int i = 0; i < ManagedStreams.STARTS_IN_VAIN; i++) {
      assertThat(managed.cannotStart()).isFalse();
      managed.startAgain();
    }

    assertThat(managed.cannotStart()).isTrue();
    managed.close();
  }

  private ManagedStreams running() {
    StreamsSettings settings =
        application.settings(
            Map.of("state-dir", folder.toString(), "instance-id", "a", "session-timeout", "6s"));
    ManagedStreams managed = application.failing(this::fails).instance(settings);
    managed.start();
    await().atMost(BOUND).until(() -> managed.state() == State.RUNNING);
    return managed;
  }

  private boolean fails() {
    return failures.getAndDecrement() > 0;
  }
}
