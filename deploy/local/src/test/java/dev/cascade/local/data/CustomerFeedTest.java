package dev.cascade.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.data.SampleData.SampleCustomer;
import dev.cascade.local.platform.RealPlatform;
import dev.cascade.local.platform.SchemaInstaller;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.local.tail.TopicTail;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written to a topic, and how the tail shows it. */
@Timeout(60)
class CustomerFeedTest {

  private static final String BROKER = RealPlatform.broker().bootstrapServers();
  private static final String REGISTRY = RealPlatform.registry().url();

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @BeforeAll
  static void createTopics() {
    new TopicInstaller(BROKER).install(TopicCatalogue.load());
  }

  @Test
  void customersArriveAsAnyReaderOfAvroExpectsThem() {
    int schemaId = new SchemaInstaller(REGISTRY).register("customers-value", Customer.SCHEMA$);

    new CustomerFeed(RealPlatform.broker().client("crm"), schemaId)
        .publish(List.of(new SampleCustomer("8", "八郎 山田", null, CustomerLevel.PLATINUM)));

    assertThat(tail("customers", 1))
        .contains(" 8 {\"id\":\"8\",\"name\":\"***\",\"email\":null,\"level\":\"PLATINUM\"}");
  }

  @Test
  void aDeadLetterShowsItsBytesAndWhyItDied() {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>("email-dead-letters", bytes("order-1"), new byte[] {0, 1, 2});
    letter.headers().add("reason", bytes("no Avro"));
    write(letter);

    assertThat(tail("email-dead-letters", 1)).contains("order-1 3 bytes; --raw shows them");
    assertThat(tail("email-dead-letters", true, 1))
        .contains("order-1 3 bytes: 000102")
        .contains("    reason: no Avro");
  }

  @Test
  void aWrongNameIsAnsweredWithTheRightOnes() {
    assertThatThrownBy(() -> tail("order", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No topic order.")
        .hasMessageContaining("orders");
  }

  private String tail(String topic, long count) {
    return tail(topic, false, count);
  }

  private String tail(String topic, boolean raw, long count) {
    new TopicTail(
            RealPlatform.broker().client("reader"),
            REGISTRY,
            new PrintStream(shown, true, StandardCharsets.UTF_8))
        .print(topic, true, raw, count);
    return shown.toString(StandardCharsets.UTF_8);
  }

  private static void write(ProducerRecord<byte[], byte[]> letter) {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", BROKER),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(letter);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
