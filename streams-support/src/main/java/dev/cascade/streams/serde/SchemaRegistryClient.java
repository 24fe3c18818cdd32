package dev.cascade.streams.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.streams.outgoing.WholeAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.apache.avro.Schema;

/**
 * Finds schema ids and schemas through the registry's Confluent-compatible API ({@code
 * /apis/ccompat/v7}), each once: an id never changes its schema. Thread-safe.
 */
public final class SchemaRegistryClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 8_000_000;
  private static final BodyHandler<String> BOUNDED =
      BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES);
  private static final int ATTEMPTS = 5;
  private static final long FIRST_BACKOFF_MILLIS = 100;

  private final String api;
  private final HttpClient http;
  private final Duration answerTimeout;
  private final SharedLookup<Integer, Schema> schemas = new SharedLookup<>(this::fetch);

  /**
   * A client of the registry at that base URL.
   *
   * @param registryUrl such as {@code http://localhost:8090}, without a path
   */
  public SchemaRegistryClient(String registryUrl) {
    this(registryUrl, ANSWER_TIMEOUT);
  }

  /**
   * A client that waits as long as it is told.
   *
   * @param registryUrl such as {@code http://localhost:8090}, without a path
   * @param answerTimeout how long one whole answer may take
   */
  SchemaRegistryClient(String registryUrl, Duration answerTimeout) {
    this.answerTimeout = answerTimeout;
    this.api = registryUrl.replaceAll("/+$", "") + "/apis/ccompat/v7";
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /**
   * The id under which the schema is registered for the subject.
   *
   * @throws UnknownSchemaException when the subject has no such schema
   * @throws RegistryUnavailableException when the registry does not answer
   */
  public int idOf(String subject, Schema schema) {
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    return call("POST", "/subjects/" + subject, body).path("id").asInt();
  }

  /**
   * The schema with that id.
   *
   * @throws UnknownSchemaException when there is none
   * @throws RegistryUnavailableException when the registry does not answer
   */
  public Schema schemaOf(int id) {
    return schemas.of(id);
  }

  /**
   * The schema that the subject has now; asked anew each time, since it may change.
   *
   * @throws UnknownSchemaException when there is no such subject
   * @throws RegistryUnavailableException when the registry does not answer
   */
  public RegisteredSchema latestOf(String subject) {
    JsonNode latest = call("GET", "/subjects/" + subject + "/versions/latest", "");
    return new RegisteredSchema(
        latest.path("id").asInt(), new Schema.Parser().parse(latest.path("schema").asText()));
  }

  private Schema fetch(int id) {
    return new Schema.Parser().parse(call("GET", "/schemas/ids/" + id, "").path("schema").asText());
  }

  private JsonNode call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = answerTo(request);
    return switch (response.statusCode()) {
      case 200 -> parse(path, response.body());
      case 404, 422 ->
          throw new UnknownSchemaException(
              "The registry has nothing for " + path + ": " + response.body());
      default ->
          throw new RegistryUnavailableException(
              "The registry answers " + response.statusCode() + " for " + path, null);
    };
  }

  /** Tries a few times: a restarting registry must not turn good records into dead letters. */
  private HttpResponse<String> answerTo(HttpRequest request) {
    IOException last = new IOException("not tried");
    long backoffMillis = FIRST_BACKOFF_MILLIS;
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (attempt > 0) {
          Thread.sleep(backoffMillis);
          backoffMillis *= 2;
        }
        try {
          HttpResponse<String> response = WholeAnswer.of(http, request, BOUNDED, answerTimeout);
          if (response.statusCode() < 500) {
            return response;
          }
          last = new IOException("HTTP " + response.statusCode());
        } catch (IOException e) {
          last = e;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("Interrupted while asking the registry", e);
    }
    throw new RegistryUnavailableException("The registry at " + api + " does not answer", last);
  }

  private static JsonNode parse(String path, String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new RegistryUnavailableException("The registry's answer to " + path + " is no JSON", e);
    }
  }
}
