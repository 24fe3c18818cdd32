package dev.cascade.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import dev.cascade.testing.proxy.KafkaProxy;
import dev.cascade.testing.proxy.StepListener.Fate;
import dev.cascade.testing.proxy.TransactionStep;
import dev.cascade.testing.proxy.TransactionStep.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.protocol.ApiKeys;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * order-details is a consumer and a producer, no Kafka Streams application, so its packaged process
 * is what dies here, by kill -9, at each step of a transaction. Verdicts are known by their keys,
 * since other tests of this module write values of another form.
 */
class DetailsPairTest {

  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final List<TransactionStep> POINTS =
      List.of(
          new TransactionStep(ApiKeys.PRODUCE, Moment.BEFORE),
          new TransactionStep(ApiKeys.PRODUCE, Moment.AFTER),
          new TransactionStep(ApiKeys.TXN_OFFSET_COMMIT, Moment.BEFORE),
          new TransactionStep(ApiKeys.TXN_OFFSET_COMMIT, Moment.AFTER),
          new TransactionStep(ApiKeys.END_TXN, Moment.BEFORE),
          new TransactionStep(ApiKeys.END_TXN, Moment.AFTER));

  private final TestPlatform platform = TestPlatform.shared();
  private final String run = "details-" + platform.freshId() + "-";

  @TempDir private Path logs;

  @Test
  void anOrderGetsOneVerdictWhereverTheProcessDies() throws Exception {
    try (TopicWriter writer = platform.writer();
        TopicReader<byte[]> verdicts = platform.rawReader(Topics.ORDER_VALIDATIONS)) {
      int started = 0;
      for (TransactionStep point : POINTS) {
        Trigger trigger = new Trigger();
        try (KafkaProxy proxy = new KafkaProxy(platform.bootstrapServers(), trigger)) {
          Process process = start(proxy, started++);
          try {
            isJudged(writer, verdicts, "before-" + started);
            trigger.arm(Set.of(new CrashPoint(0, point, 0)), Fate.DIE);
            trigger.next(0);
            writer.send(Topics.ORDERS, run + started, order(run + started));
            Awaitility.await("it to die " + point).atMost(BOUND).until(trigger::hasStruck);
          } finally {
            process.destroyForcibly().waitFor();
          }
        }
      }
      isJudgedByTheLast(writer, verdicts, started);
    }
  }

  private void isJudgedByTheLast(TopicWriter writer, TopicReader<byte[]> verdicts, int started)
      throws Exception {
    try (KafkaProxy proxy = new KafkaProxy(platform.bootstrapServers(), _ -> Fate.GO_ON)) {
      Process process = start(proxy, started);
      try {
        isJudged(writer, verdicts, "last");
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    assertThat(verdicts.readToEnd().stream().map(ReceivedRecord::key))
        .filteredOn(key -> key.startsWith(run))
        .doesNotHaveDuplicates()
        .hasSize(2 * POINTS.size() + 1);
  }

  private void isJudged(TopicWriter writer, TopicReader<byte[]> verdicts, String name) {
    writer.send(Topics.ORDERS, run + name, order(run + name));
    Awaitility.await("a verdict of " + name)
        .atMost(BOUND)
        .until(() -> verdicts.readToEnd().stream().anyMatch(it -> it.key().equals(run + name)));
  }

  private Process start(KafkaProxy proxy, int number) throws IOException {
    Path jar =
        Path.of(System.getProperty("basedir", "."), "..", "order-details-service", "target")
            .resolve("quarkus-app/quarkus-run.jar");
    assertThat(jar).as("order-details, packaged").exists();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString())
            .redirectErrorStream(true)
            .redirectOutput(Files.createFile(logs.resolve(number + ".log")).toFile());
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", proxy.bootstrapServers());
    builder.environment().put("CASCADE_REGISTRY_URL", platform.registryUrl());
    builder.environment().put("CASCADE_STREAMS_INSTANCE_ID", "sweep");
    builder.environment().put("CASCADE_JOURNAL_ENABLED", "false");
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    return builder.start();
  }

  private static Order order(String id) {
    Instant now = Instant.now();
    Money price = new Money(100L, "EUR");
    return Order.newBuilder()
        .setId(id)
        .setCustomerId("c-0")
        .setCurrency("EUR")
        .setLines(List.of(new OrderLine(1, "p-0", 1, price)))
        .setTotal(price)
        .setContentHash("hash")
        .setState(OrderState.CREATED)
        .setPreviousState(null)
        .setReasons(List.of())
        .setRequiredRules(List.of("order-details"))
        .setCancellation(null)
        .setVersion(1)
        .setRequestPosition(new RequestPosition(0, 0L))
        .setCreatedAt(now)
        .setUpdatedAt(now)
        .setDeadline(now.plusSeconds(60))
        .build();
  }
}
