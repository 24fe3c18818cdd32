package dev.cascade.streams.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.local.platform.KafkaBroker;
import dev.cascade.local.platform.Ports;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.schemas.ApplicationError;
import dev.cascade.schemas.ApplicationEvent;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of a service that logs, with a real broker: there, away, and back. */
class JournalOnBrokerTest {

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int MOST_WAITING = 20;

  private final TestPlatform platform = TestPlatform.shared();
  private final String service = "journal-" + platform.freshId();
  private final Logger log = Logger.getLogger(service);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Integer> ports = Ports.free(2);
  private final KafkaBroker broker;

  JournalOnBrokerTest(@TempDir Path folder) {
    this.broker =
        KafkaBroker.builder()
            .port(ports.getFirst())
            .controllerPort(ports.getLast())
            .dataDirectory(folder.resolve("kafka"))
            .build();
  }

  @AfterEach
  void stopTheBroker() {
    if (broker.isAlive()) {
      broker.close();
    }
  }

  @Test
  void whatIsLoggedWhileKafkaIsAwayArrivesWithinTheBoundAndTheRestIsCounted() {
    Journal journal = started(broker.bootstrapServers());
    try {
      for (int i = 0; i < MOST_WAITING; i++) {
        log.warn("kept " + letters(i));
      }
      for (int i = 0; i < 5; i++) {
        log.warn("lost " + letters(i));
      }
      for (int i = 0; i < 1_000; i++) {
        log.warn("kept " + letters(0));
      }
      journal.tell("started", "a test");
      assertThat(dropped("application-errors")).isEqualTo(5);

      broker.start();
      broker.awaitReady(BOUND);
      new TopicInstaller(broker.bootstrapServers()).install(TopicCatalogue.load());

      await().atMost(BOUND).until(() -> waiting() == 0);
      List<ApplicationError> errors = errors(broker.bootstrapServers());
      assertThat(errors)
          .hasSize(MOST_WAITING)
          .extracting(ApplicationError::getMessage)
          .noneMatch(it -> it.startsWith("lost"));
      assertThat(errors.getFirst().getCount()).isEqualTo(1_001);
      assertThat(errors.stream().mapToLong(ApplicationError::getCount).sum())
          .isEqualTo(MOST_WAITING + 1_000);
      assertThat(events(broker.bootstrapServers()))
          .extracting(ApplicationEvent::getEvent)
          .containsExactly("started");
      assertThat(dropped("application-errors")).isEqualTo(5);
    } finally {
      journal.close();
    }
  }

  @Test
  void nobodyWhoLogsWaitsForAKafkaThatIsAway() {
    Journal journal = started(broker.bootstrapServers());
    try {
      Instant until = Instant.now().plusSeconds(4);
      int logged = 0;
      while (Instant.now().isBefore(until)) {
        log.warn("storm " + letters(logged++ % 500));
      }

      // Kafka's producer would hold whoever waits for it a second, each time.
      assertThat(logged).isGreaterThan(5_000);
      assertThat(waiting()).isEqualTo(MOST_WAITING);
      assertThat(dropped("application-errors")).isPositive();
    } finally {
      journal.close();
    }
  }

  @Test
  void aStormOfErrorsBecomesAFewRecordsThatCountThemAll() {
    Journal journal = started(platform.bootstrapServers());
    int different = 7;
    int each = 20_000;
    for (int i = 0; i < different * each; i++) {
      log.error("storm " + letters(i % different));
    }
    journal.close();

    List<ApplicationError> errors = errors(platform.bootstrapServers());
    assertThat(errors).hasSizeBetween(different, 3 * different);
    assertThat(errors.stream().mapToLong(ApplicationError::getCount).sum())
        .isEqualTo(different * each);
    assertThat(dropped("application-errors")).isZero();
  }

  @Test
  void aRecordSaysWhoWhatWhereAndWhen() {
    Instant before = Instant.now().minusMillis(1);
    Journal journal = started(platform.bootstrapServers());
    log.errorf(new IllegalStateException("no paper"), "Printer %s failed", "p-1");
    journal.close();

    assertThat(errors(platform.bootstrapServers()))
        .singleElement()
        .satisfies(error -> {
          assertThat(error.getService()).isEqualTo(service);
          assertThat(error.getInstance()).isEqualTo("i-1");
          assertThat(error.getLevel()).isEqualTo("ERROR");
          assertThat(error.getLogger()).isEqualTo(service);
          assertThat(error.getMessage()).isEqualTo("Printer p-1 failed");
          assertThat(error.getStack())
              .startsWith("java.lang.IllegalStateException: no paper")
              .contains("aRecordSaysWhoWhatWhereAndWhen");
          assertThat(error.getThread()).isEqualTo(Thread.currentThread().getName());
          assertThat(error.getAt()).isBetween(before, Instant.now());
        });
  }

  @Test
  void theEndWaitsNoLongerThanItMayAndCountsWhatIsLost() {
    Journal journal = started(broker.bootstrapServers());
    log.warn("never to be seen");
    Instant before = Instant.now();

    journal.close();

    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
    assertThat(dropped("application-errors")).isEqualTo(1);
  }

  @Test
  void whoIsSwitchedOffTakesNothing() {
    Journal journal =
        journal(platform.bootstrapServers(), Map.of("cascade.journal.enabled", "false"));
    journal.start();
    log.warn("not for the journal");
    journal.tell("started", "");

    assertThat(waiting()).isZero();
    journal.close();
    assertThat(errors(platform.bootstrapServers())).isEmpty();
  }

  private Journal started(String bootstrapServers) {
    Journal journal = journal(bootstrapServers, Map.of());
    journal.start();
    return journal;
  }

  private Journal journal(String bootstrapServers, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("cascade.journal.service", service);
    values.put("cascade.journal.most-waiting", Integer.toString(MOST_WAITING));
    values.put("cascade.journal.fold-repeats-for", "1s");
    return new Journal(
        SettingsOf.of(JournalSettings.class, values),
        KafkaCluster.at(bootstrapServers),
        "i-1",
        avro(),
        meters);
  }

  private AvroSerdes avro() {
    return new AvroSerdes(new SchemaRegistryClient(platform.registryUrl()));
  }

  private List<ApplicationError> errors(String bootstrapServers) {
    return new JournalReader(bootstrapServers, avro())
        .errors().stream()
            .filter(
                error -> error.getService().equals(service) && error.getLogger().equals(service))
            .toList();
  }

  private List<ApplicationEvent> events(String bootstrapServers) {
    return new JournalReader(bootstrapServers, avro())
        .events().stream().filter(event -> event.getService().equals(service)).toList();
  }

  private double waiting() {
    return meters.get("cascade.journal.waiting").gauges().stream()
        .mapToDouble(gauge -> gauge.value())
        .sum();
  }

  private double dropped(String topic) {
    return meters.get("cascade.journal.dropped").tag("topic", topic).counter().count();
  }

  /** A number in letters: messages that differ in digits only are the same. */
  private static String letters(int number) {
    return Integer.toString(number, 10)
        .chars()
        .mapToObj(digit -> Character.toString('a' + digit - '0'))
        .collect(Collectors.joining());
  }
}
