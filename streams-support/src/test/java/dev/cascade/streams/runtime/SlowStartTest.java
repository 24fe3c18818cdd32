package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.testing.SettingsOf;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A start takes as long as it takes; requests and health checks look on meanwhile. */
class SlowStartTest {

  private final CountDownLatch beganToStart = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void end() {
    mayGoOn.countDown();
    restarts.shutdownNow();
  }

  @Test
  @Timeout(30)
  void whoLooksAtAnApplicationThatStartsDoesNotWaitForIt() throws Exception {
    ManagedStreams application = application();
    Thread starting = Thread.ofPlatform().daemon().start(() -> start(application));
    beganToStart.await();

    assertThat(application.state()).isEqualTo(State.NOT_RUNNING);
    assertThat(application.isReady()).isFalse();
    assertThat(application.isPaused()).isFalse();
    assertThat(application.isClosed()).isFalse();
    assertThatThrownBy(application::client).isInstanceOf(NotRunningException.class);
    assertThatThrownBy(application::description).isInstanceOf(NotRunningException.class);
    assertThat(starting.isAlive()).isTrue();
  }

  private static void start(ManagedStreams application) {
    try {
      application.start();
    } catch (IllegalStateException e) {
      // The test is over, and no client is made that would look for brokers for ever.
    }
  }

  private ManagedStreams application() {
    StreamsSettings settings =
        SettingsOf.of(
            StreamsSettings.class, Map.of("cascade.streams.bootstrap-servers", "localhost:1"));
    StreamsApplication application =
        StreamsApplication.views("slow-start", "orders-dead-letters", this::slowTopology);
    return new ManagedStreams(
        application,
        StreamsProperties.of(application, settings),
        settings,
        restarts,
        new RealApplication.NoListener(),
        null);
  }

  private Topology slowTopology() {
    beganToStart.countDown();
    try {
      mayGoOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("The test is over");
  }
}
