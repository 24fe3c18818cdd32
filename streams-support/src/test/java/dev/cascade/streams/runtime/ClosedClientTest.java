package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.query.UntilDeadline;
import dev.cascade.testing.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that has ended, and the next one does not run yet. */
class ClosedClientTest {

  /** Of which the first is said when the client goes between two questions. */
  private static final Class<?>[] PASSING = {
    InvalidStateStoreException.class, NotRunningException.class
  };

  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final String topic = "closed-input-" + id;
  private final RealApplication application = new RealApplication("closed-" + id, topic);
  private ManagedStreams managed;

  @BeforeEach
  void itsClientIsClosed() throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", platform.bootstrapServers());
    platform.createTopic(topic, 1);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", "value")).get();
    }
    managed =
        application.instance(
            application.settings(
                Map.of("state-dir", folder.toString(), "instance-id", "closed-" + id)));
    managed.start();
    await().atMost(BOUND).until(() -> managed.state() == State.RUNNING);
    managed.client().close(BOUND);
  }

  @AfterEach
  void stop() {
    managed.close();
    application.close();
  }

  @Test
  void nothingIsToldOfAStoreAsDuringARebalance() {
    assertThatThrownBy(() -> StorePartitions.ofKey(managed, RealApplication.STORE, "key"))
        .isInstanceOfAny(PASSING);
    assertThatThrownBy(() -> StorePartitions.all(managed, RealApplication.STORE))
        .isInstanceOfAny(PASSING);
    assertThatThrownBy(this::value).isInstanceOfAny(PASSING);
  }

  @Test
  void whoWaitsIsAnsweredByTheNextClient() {
    managed.startAnew();

    assertThat(UntilDeadline.get(Deadline.in(BOUND), this::value)).isEqualTo("value");
  }

  @Test
  void whoseTimeIsOverIsToldThatNobodyCanAnswer() {
    assertThatThrownBy(() -> UntilDeadline.get(Deadline.in(Duration.ZERO), this::value))
        .isInstanceOfSatisfying(
            ProblemException.class, thrown -> assertThat(thrown.problem().status()).isEqualTo(503));
  }

  @Test
  void whatDoesNotPassIsThrownAsItIs() {
    assertThatThrownBy(() ->
            UntilDeadline.get(
                Deadline.in(BOUND),
                () -> {
                  throw new UnsupportedOperationException("never");
                }))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** Null until the record is read. */
  private String value() {
    String value =
        StorePartitions.openFor(
                managed,
                RealApplication.STORE,
                "key",
                QueryableStoreTypes.<String, String>keyValueStore())
            .get("key");
    if (value == null) {
      throw new UntilDeadline.NotYetException();
    }
    return value;
  }
}
