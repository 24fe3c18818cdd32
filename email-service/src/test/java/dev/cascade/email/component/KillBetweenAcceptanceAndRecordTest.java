package dev.cascade.email.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.topology.Wire;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.EmailSent;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.restassured.RestAssured;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sending on topics of its own, in a process that dies at the worst moment. */
class KillBetweenAcceptanceAndRecordTest {

  private static final int MAILS = 40;
  private static final int HALT_AT = 15;

  private final TestPlatform platform = TestPlatform.shared();
  private final Path folder = Path.of("target", "kill-drill", platform.freshId()).toAbsolutePath();
  private final Mailbox mailbox = new Mailbox();
  private Process instance;

  @AfterEach
  void stop() {
    if (instance != null) {
      instance.destroyForcibly();
    }
    mailbox.stop();
  }

  @Test
  void nothingIsLostOutcomesAreRecordedOnceAndTheOneDuplicateHasTheSameMessageId()
      throws Exception {
    mailbox.start();
    prepareTopics();
    request();

    start(HALT_AT);
    assertThat(instance.waitFor(60, TimeUnit.SECONDS)).as("halted").isTrue();
    String unrecorded = messageIds().get(HALT_AT - 1);
    start(0);

    try (TopicReader<byte[]> sent = platform.rawReader(SendingInstance.TOPICS.outcomes())) {
      sent.awaitRecords(MAILS, record -> true);
      assertThat(sent.readToEnd())
          .extracting(record -> record.key())
          .hasSize(MAILS)
          .doesNotHaveDuplicates();
    }
    Map<String, Long> arrivals =
        messageIds().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(arrivals).hasSize(MAILS).containsEntry(unrecorded, 2L);
    assertThat(arrivals.values().stream().filter(count -> count > 1)).hasSizeLessThanOrEqualTo(15);
  }

  private List<String> messageIds() {
    return mailbox.mailsAbout("drill-").stream()
        .map((MimeMessage mail) -> Mailbox.header(mail, "Message-ID"))
        .toList();
  }

  private void start(int haltAt) {
    instance =
        SendingInstance.start(
            platform.bootstrapServers(), platform.registryUrl(), folder, mailbox.port(), haltAt);
  }

  private void request() {
    String topic = SendingInstance.TOPICS.requests();
    Serializer<EmailRequested> requests =
        new AvroSerdes(new SchemaRegistryClient(platform.registryUrl()))
            .of(EmailRequested.class)
            .serializer();
    try (TopicWriter writer = platform.writer()) {
      IntStream.range(0, MAILS)
          .mapToObj(i -> "drill-" + i)
          .forEach(id ->
              writer.sendRaw(
                  topic,
                  id,
                  requests.serialize(topic, Wire.request(id, "Ada", "ada@example.org"))));
    }
  }

  private void prepareTopics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
      admin
          .createTopics(
              Stream.of(
                      SendingInstance.TOPICS.requests(),
                      SendingInstance.TOPICS.resends(),
                      SendingInstance.TOPICS.outcomes(),
                      SendingInstance.TOPICS.deadLetters())
                  .map(name -> new NewTopic(name, 2, (short) 1))
                  .toList())
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    register(SendingInstance.TOPICS.requests(), EmailRequested.getClassSchema());
    register(SendingInstance.TOPICS.outcomes(), EmailSent.getClassSchema());
  }

  private void register(String topic, Schema schema) {
    RestAssured.given()
        .baseUri(platform.registryUrl())
        .contentType("application/vnd.schemaregistry.v1+json")
        .body(Map.of("schema", schema.toString()))
        .post("/apis/ccompat/v7/subjects/{subject}/versions", topic + "-value")
        .then()
        .statusCode(200);
  }
}
