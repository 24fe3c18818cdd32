package dev.cascade.sql.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Asks the registry for schemas; it registers none. One thread uses it at a time. */
final class SchemaSource {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String api;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Map<Integer, Optional<Schema>> known = new HashMap<>();

  /** A schema and the id that stands before records that were written with it. */
  record Registered(int id, Schema schema) {}

  SchemaSource(String registry) {
    this.api = registry + "/apis/ccompat/v7";
  }

  /**
   * The schema of that id; empty when there is none.
   *
   * @throws IOException when the registry does not say
   */
  Optional<Schema> byId(int id) throws IOException {
    Optional<Schema> before = known.get(id);
    if (before != null) {
      return before;
    }
    Optional<Schema> found = ask("/schemas/ids/" + id).map(SchemaSource::schemaIn);
    known.put(id, found);
    return found;
  }

  /**
   * The latest schema of that subject.
   *
   * @throws IOException when the registry does not say, or has none
   */
  Registered latest(String subject) throws IOException {
    JsonNode answer =
        ask("/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions/latest")
            .orElseThrow(() -> new IOException("The registry has no schema for " + subject));
    return new Registered(answer.path("id").asInt(), schemaIn(answer));
  }

  private static Schema schemaIn(JsonNode answer) {
    return new Schema.Parser().parse(answer.path("schema").asText());
  }

  private Optional<JsonNode> ask(String path) throws IOException {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(api + path)).timeout(PATIENCE).build(),
              BodyHandlers.ofString());
      if (answer.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      if (answer.statusCode() != OK) {
        throw new IOException(
            "The registry answers %d to %s".formatted(answer.statusCode(), answer.uri()));
      }
      return Optional.of(JSON.readTree(answer.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking the registry", e);
    }
  }
}
