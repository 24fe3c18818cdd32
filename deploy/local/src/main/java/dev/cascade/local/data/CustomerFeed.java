package dev.cascade.local.data;

import dev.cascade.local.data.SampleData.SampleCustomer;
import dev.cascade.local.platform.SchemaInstaller;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.schemas.wire.RegistryFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Stands for the CRM, the only writer of the customers. */
final class CustomerFeed {

  private final Map<String, Object> client;
  private final int schemaId;

  CustomerFeed(Map<String, Object> client, int schemaId) {
    this.client = Map.copyOf(client);
    this.schemaId = schemaId;
  }

  /** A feed whose records name the schema by the id that it has in that registry. */
  static CustomerFeed registeredAt(SchemaInstaller registry, Map<String, Object> client) {
    String subject = TopicCatalogue.load().topic(Topics.CUSTOMERS).valueSubject();
    return new CustomerFeed(client, registry.register(subject, Customer.getClassSchema()));
  }

  void publish(List<SampleCustomer> customers) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("delivery.timeout.ms", 30_000);
    settings.put("request.timeout.ms", 10_000);
    settings.put("client.id", "crm");
    try (Producer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      List<Future<?>> pending = new ArrayList<>();
      for (SampleCustomer customer : customers) {
        pending.add(
            producer.send(
                new ProducerRecord<>(Topics.CUSTOMERS, customer.id(), encoded(customer))));
      }
      for (Future<?> acknowledged : pending) {
        acknowledged.get();
      }
    } catch (ExecutionException e) {
      throw new ServerFailedException("Customers cannot be written to Kafka: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("Interrupted while writing customers", e);
    }
  }

  private byte[] encoded(SampleCustomer customer) {
    Customer value =
        Customer.newBuilder()
            .setId(customer.id())
            .setName(customer.name())
            .setEmail(customer.email())
            .setLevel(customer.level())
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(RegistryFrame.of(schemaId));
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new SpecificDatumWriter<>(Customer.class).write(value, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("Customer " + customer.id() + " cannot be encoded", e);
    }
    return bytes.toByteArray();
  }
}
