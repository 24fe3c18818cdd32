package dev.cascade.console.topics;

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

/**
 * Decodes values with the schema that their four-byte id names in the registry. A schema that
 * cannot be had now is asked for again a little later. For one thread.
 */
final class AvroDecoder {

  private static final int MOST_SCHEMAS = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final long AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

  private final String api;
  private final ObjectMapper json;
  private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
  private final Map<Integer, Long> missing = new HashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  AvroDecoder(String registryUrl, ObjectMapper json) {
    this.api = registryUrl.replaceAll("/+$", "") + "/apis/ccompat/v7/schemas/ids/";
    this.json = json;
  }

  /** The record; empty where the bytes are none, or their schema cannot be had. */
  Optional<GenericRecord> decode(byte[] bytes) {
    if (!RegistryFrame.isOn(bytes)) {
      return Optional.empty();
    }
    return reader(RegistryFrame.schemaId(bytes)).flatMap(reader -> decode(reader, bytes));
  }

  private static Optional<GenericRecord> decode(
      GenericDatumReader<GenericRecord> reader, byte[] bytes) {
    try {
      return Optional.of(reader.read(null, new BoundedDecoder(bytes, RegistryFrame.BYTES)));
    } catch (IOException | RuntimeException e) {
      // Poison, which the console shows as such: the services put it aside, each for itself.
      return Optional.empty();
    }
  }

  private Optional<GenericDatumReader<GenericRecord>> reader(int id) {
    GenericDatumReader<GenericRecord> known = readers.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Long askedAt = missing.get(id);
    if (askedAt != null && System.nanoTime() - askedAt < AGAIN_NANOS) {
      return Optional.empty();
    }
    return ask(id);
  }

  private Optional<GenericDatumReader<GenericRecord>> ask(int id) {
    if (readers.size() + missing.size() >= MOST_SCHEMAS) {
      readers.clear();
      missing.clear();
    }
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(api + id)).timeout(TIMEOUT).build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        String schema = json.readTree(answer.body()).path("schema").asText();
        var reader = new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(schema));
        readers.put(id, reader);
        missing.remove(id);
        return Optional.of(reader);
      }
    } catch (IOException | RuntimeException e) {
      // Nobody answers, or with something that is no schema: the same as having none.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    missing.put(id, System.nanoTime());
    return Optional.empty();
  }
}
