package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.schemas.catalogue.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TestPlatformTest {

  private final TestPlatform platform = TestPlatform.shared();
  private final Customer ada =
      Customer.newBuilder().setId("c-1").setName("Ada").setLevel(CustomerLevel.PLATINUM).build();

  @Test
  void thereIsOnePlatformForAll() {
    assertThat(TestPlatform.shared().bootstrapServers()).isEqualTo(platform.bootstrapServers());
  }

  @Test
  void everyTopicOfTheCatalogueIsThere() throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) platform.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .containsAll(TopicCatalogue.load().topics().stream().map(TopicDefinition::name).toList());
    }
  }

  @Test
  void whatIsWrittenIsReadWithKeyAndPosition() {
    String key = platform.freshId();
    try (TopicWriter writer = platform.writer();
        TopicReader<Customer> reader = platform.reader(Topics.CUSTOMERS, Customer.class)) {
      var sent = writer.send(Topics.CUSTOMERS, key, ada);
      writer.sendTombstone(Topics.CUSTOMERS, key);

      var records = reader.awaitRecords(2, record -> key.equals(record.key()));

      assertThat(records.getFirst().present()).isEqualTo(ada);
      assertThat(records.getFirst().offset()).isEqualTo(sent.offset());
      assertThat(records.getLast().value()).isNull();
    }
  }

  @Test
  void anUncommittedRecordIsNotRead() {
    String key = platform.freshId();
    try (KafkaProducer<String, String> transactional = transactionalProducer();
        TopicReader<byte[]> reader = platform.rawReader(Topics.EMAIL_DEAD_LETTERS)) {
      transactional.initTransactions();
      transactional.beginTransaction();
      transactional.send(new ProducerRecord<>(Topics.EMAIL_DEAD_LETTERS, key, "open"));
      transactional.flush();

      assertThat(reader.readToEnd()).noneMatch(record -> key.equals(record.key()));

      transactional.commitTransaction();
      assertThat(reader.awaitKey(key).value()).isNotNull();
    }
  }

  @Test
  void aValueWithoutFrameIsNoRecord() {
    RegistryAvro avro = new RegistryAvro(platform.registryUrl());

    assertThatThrownBy(
            () -> avro.decode(Topics.CUSTOMERS, PoisonRecords.withoutFrame(), Customer.class))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void quarkusIsToldWhereThePlatformIs() {
    assertThat(new PlatformResource().start())
        .containsEntry("kafka.bootstrap.servers", platform.bootstrapServers())
        .containsEntry("cascade.registry.url", platform.registryUrl());
  }

  private KafkaProducer<String, String> transactionalProducer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            platform.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "test-" + platform.freshId()),
        new StringSerializer(),
        new StringSerializer());
  }
}
