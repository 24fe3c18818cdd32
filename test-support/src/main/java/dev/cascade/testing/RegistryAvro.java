package dev.cascade.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads and writes values in the registry's frame (a zero byte, the schema's id in four bytes, the
 * record). Written anew rather than borrowed from the services, so that a fault in their serdes
 * cannot hide behind itself.
 */
final class RegistryAvro {

  private static final int FRAME_BYTES = 5;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String api;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<Known, Integer> ids = new ConcurrentHashMap<>();

  private record Known(String subject, Schema schema) {}

  RegistryAvro(String registryUrl) {
    this.api = registryUrl + "/apis/ccompat/v7";
  }

  /** The value framed for the topic's subject, with the id that the registry has for its schema. */
  byte[] encode(String topic, SpecificRecord value) {
    SpecificData model = SpecificData.getForClass(value.getClass());
    return encode(
        topic,
        value.getSchema(),
        value,
        new SpecificDatumWriter<SpecificRecord>(value.getSchema(), model));
  }

  /** As {@link #encode(String, SpecificRecord)}, for a record without a class. */
  byte[] encode(String topic, GenericRecord value) {
    return encode(topic, value.getSchema(), value, new GenericDatumWriter<>(value.getSchema()));
  }

  private <T> byte[] encode(String topic, Schema schema, T value, DatumWriter<T> writer) {
    int id =
        ids.computeIfAbsent(
            new Known(topic + "-value", schema), known -> idOf(known.subject(), known.schema()));
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      bytes.write(ByteBuffer.allocate(FRAME_BYTES).put((byte) 0).putInt(id).array());
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writer.write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a record for " + topic, e);
    }
  }

  /** The record behind the frame, read with the schema that it was written with. */
  <T extends SpecificRecord> T decode(String topic, byte[] bytes, Class<T> type) {
    if (bytes.length < FRAME_BYTES || bytes[0] != 0) {
      throw new AssertionError("A value of " + topic + " has no registry frame");
    }
    Schema written =
        schemas.computeIfAbsent(ByteBuffer.wrap(bytes, 1, 4).getInt(), this::fetchSchema);
    SpecificData model = SpecificData.getForClass(type);
    try {
      return new SpecificDatumReader<T>(written, model.getSchema(type), model)
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(bytes, FRAME_BYTES, bytes.length - FRAME_BYTES, null));
    } catch (IOException e) {
      throw new UncheckedIOException("No " + type.getSimpleName() + " in a value of " + topic, e);
    }
  }

  private int idOf(String subject, Schema schema) {
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    return call(HttpRequest.newBuilder(URI.create(api + "/subjects/" + subject))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)))
        .path("id")
        .asInt();
  }

  private Schema fetchSchema(int id) {
    JsonNode answer = call(HttpRequest.newBuilder(URI.create(api + "/schemas/ids/" + id)));
    return new Schema.Parser().parse(answer.path("schema").asText());
  }

  private JsonNode call(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError(
            "%s: the registry answers %d: %s"
                .formatted(response.uri(), response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("The registry at " + api + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while asking the registry", e);
    }
  }
}
