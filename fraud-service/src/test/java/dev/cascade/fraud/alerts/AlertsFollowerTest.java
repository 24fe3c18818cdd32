package dev.cascade.fraud.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.fraud.config.FraudSettings;
import dev.cascade.testing.SettingsOf;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

class AlertsFollowerTest {

  private static final int MANY = 10;
  private static final long BOUND_SECONDS = 30;

  private final CountDownLatch followed = new CountDownLatch(1);

  @Test
  void anErrorDoesNotEndTheFollowing() throws Exception {
    Queue<Consumer<byte[], byte[]>> consumers =
        new ArrayDeque<>(List.of(polling(AlertsFollowerTest::fail), polling(followed::countDown)));
    AlertsFollower follower =
        new AlertsFollower(
            new RecentAlerts(SettingsOf.of(FraudSettings.class, Map.of())),
            (_, _) -> null,
            consumers::remove,
            MANY);

    follower.onStart(new StartupEvent());

    assertThat(followed.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(follower.isCaughtUp()).isTrue();
    follower.onStop(new ShutdownEvent());
  }

  private static void fail() {
    throw new OutOfMemoryError("in a poll");
  }

  private static MockConsumer<byte[], byte[]> polling(Runnable poll) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.updatePartitions("fraud-alerts", List.of());
    consumer.schedulePollTask(poll);
    return consumer;
  }
}
