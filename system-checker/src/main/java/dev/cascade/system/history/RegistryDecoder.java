package dev.cascade.system.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.schemas.wire.BoundedDecoder;
import dev.cascade.schemas.wire.RegistryFrame;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Decodes a value with the schema that its four-byte id names in the registry. */
final class RegistryDecoder {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final String api;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, Optional<Schema>> schemas = new HashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  RegistryDecoder(String registryUrl) {
    this.api = registryUrl + "/apis/ccompat/v7/schemas/ids/";
  }

  /** The record, or empty where the bytes are none. */
  Optional<GenericRecord> decode(byte[] bytes) {
    if (!RegistryFrame.isOn(bytes)) {
      return Optional.empty();
    }
    return schemas
        .computeIfAbsent(RegistryFrame.schemaId(bytes), this::fetch)
        .flatMap(schema -> decode(schema, bytes));
  }

  private static Optional<GenericRecord> decode(Schema schema, byte[] bytes) {
    try {
      BoundedDecoder decoder = new BoundedDecoder(bytes, RegistryFrame.BYTES);
      GenericRecord value = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
      return decoder.isEnd() ? Optional.of(value) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Schema> fetch(int id) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(api + id)).timeout(TIMEOUT).build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 404) {
        return Optional.empty();
      }
      if (answer.statusCode() != 200) {
        throw new AssertionError("The registry answers " + answer.statusCode() + " for id " + id);
      }
      JsonNode body = json.readTree(answer.body());
      return Optional.of(new Schema.Parser().parse(body.path("schema").asText()));
    } catch (IOException e) {
      throw new AssertionError("The registry does not answer for id " + id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while asking the registry", e);
    }
  }
}
