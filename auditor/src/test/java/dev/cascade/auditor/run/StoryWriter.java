package dev.cascade.auditor.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.auditor.log.Place;
import dev.cascade.auditor.run.Story.Transaction;
import dev.cascade.auditor.run.Story.Write;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.testing.TestPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes a story to a real broker, transaction by transaction, in the registry's frame. */
final class StoryWriter implements AutoCloseable {

  private static final int FRAME_BYTES = 5;

  private final String api;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Integer> ids = new HashMap<>();
  private final IdentityHashMap<Write, Place> places = new IdentityHashMap<>();
  private final Map<String, Place> requests = new HashMap<>();
  private final KafkaProducer<byte[], byte[]> producer;

  StoryWriter(TestPlatform platform) {
    this.api = platform.registryUrl() + "/apis/ccompat/v7/subjects/";
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "story-" + platform.freshId(),
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                1,
                ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  void write(List<Transaction> transactions) {
    for (Transaction transaction : transactions) {
      write(transaction);
      producer.commitTransaction();
    }
  }

  /** What nobody may ever see. */
  void writeAndAbort(List<Transaction> transactions) {
    for (Transaction transaction : transactions) {
      write(transaction);
      producer.abortTransaction();
    }
  }

  private void write(Transaction transaction) {
    producer.beginTransaction();
    IdentityHashMap<Write, Future<RecordMetadata>> sent = new IdentityHashMap<>();
    transaction.writes().forEach(write -> sent.put(write, producer.send(record(write))));
    sent.forEach((write, future) -> note(write, placeOf(future)));
    transaction
        .consumed()
        .forEach((group, write) -> {
          Place place = place(write);
          producer.sendOffsetsToTransaction(
              Map.of(
                  new TopicPartition(place.topic(), place.partition()),
                  new OffsetAndMetadata(place.offset() + 1)),
              new ConsumerGroupMetadata(group));
        });
  }

  private void note(Write write, Place place) {
    places.put(write, place);
    if (write.topic().equals("order-requests")) {
      requests.put(write.key(), place);
    }
  }

  /** Where it was written, or an equal one. */
  Place place(Write write) {
    Place place = places.get(write);
    return place != null
        ? place
        : places.entrySet().stream()
            .filter(entry -> entry.getKey().equals(write))
            .map(Map.Entry::getValue)
            .findAny()
            .orElseThrow();
  }

  private ProducerRecord<byte[], byte[]> record(Write write) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            write.topic(),
            write.partition(),
            write.key().getBytes(UTF_8),
            write.raw() != null ? write.raw() : encoded(write.topic(), positioned(write.value())));
    if (write.origin() != null) {
      Place origin = place(write.origin());
      header(record, "topic", origin.topic());
      header(record, "partition", Integer.toString(origin.partition()));
      header(record, "offset", Long.toString(origin.offset()));
    }
    return record;
  }

  private static void header(ProducerRecord<?, ?> record, String name, String value) {
    record.headers().add("__streams.errors." + name, value.getBytes(UTF_8));
  }

  private @Nullable SpecificRecord positioned(@Nullable SpecificRecord value) {
    if (value instanceof Order order && requests.containsKey(order.getId())) {
      Place request = requests.get(order.getId());
      return Order.newBuilder(order)
          .setRequestPosition(new RequestPosition(request.partition(), request.offset()))
          .build();
    }
    return value;
  }

  private byte @Nullable [] encoded(String topic, @Nullable SpecificRecord value) {
    if (value == null) {
      return null;
    }
    int id = ids.computeIfAbsent(topic, _ -> idOf(topic + "-value", value.getSchema()));
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      bytes.write(ByteBuffer.allocate(FRAME_BYTES).put((byte) 0).putInt(id).array());
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      SpecificData model = SpecificData.getForClass(value.getClass());
      new SpecificDatumWriter<SpecificRecord>(value.getSchema(), model).write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError("Cannot encode a record for " + topic, e);
    }
  }

  private int idOf(String subject, Schema schema) {
    String body = json.createObjectNode().put("schema", schema.toString()).toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + subject))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return json.readTree(http.send(request, BodyHandlers.ofString()).body()).path("id").asInt();
    } catch (IOException e) {
      throw new AssertionError("The registry does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  private static Place placeOf(Future<RecordMetadata> sent) {
    try {
      RecordMetadata metadata = sent.get();
      return new Place(metadata.topic(), metadata.partition(), metadata.offset());
    } catch (ExecutionException e) {
      throw new AssertionError("Cannot write", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while writing", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
